package co.getanswers.schema;

import java.io.Reader;
import java.io.StringReader;
import java.util.Collection;
import java.util.stream.Stream;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/** Gives Flyway the revisions as resources, so that it scans neither the class path nor folders. */
record RevisionResourceProvider(Revisions revisions) implements ResourceProvider {
    /** The {@code .conf} file that Flyway looks for beside a script, for one that no transaction may hold. */
    @Override
    public @Nullable LoadableResource getResource(String name) {
        return revisions.all().stream()
                .filter(revision -> !revision.up().transactional()
                        && name.equals(revision.up().name() + ".conf"))
                .map(revision -> new Resource(revision, name, "executeInTransaction=false"))
                .findFirst()
                .orElse(null);
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        return revisions.all().stream()
                .filter(revision -> revision.up().name().startsWith(prefix)
                        && Stream.of(suffixes).anyMatch(revision.up().name()::endsWith))
                .<LoadableResource>map(revision -> new Resource(
                        revision, revision.up().name(), revision.up().sql()))
                .toList();
    }

    private static final class Resource extends LoadableResource {
        private final Revision revision;
        private final String name;
        private final String text;

        Resource(Revision revision, String name, String text) {
            this.revision = revision;
            this.name = name;
            this.text = text;
        }

        @Override
        public Reader read() {
            return new StringReader(text);
        }

        @Override
        public String getAbsolutePath() {
            return revision.path();
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return revision.path();
        }

        @Override
        public String getFilename() {
            return name;
        }

        @Override
        public String getRelativePath() {
            return name;
        }
    }
}
