package co.getanswers.platform.schema;

import java.io.Reader;
import java.io.StringReader;
import java.util.Collection;
import java.util.stream.Stream;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;

/** The revisions as Flyway wants them, so that it looks for nothing by itself. */
record RevisionResources(Revisions revisions) implements ResourceProvider {
    @Override
    public LoadableResource getResource(String name) {
        return null;
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        return revisions.all().stream()
                .filter(revision -> revision.up().name().startsWith(prefix)
                        && Stream.of(suffixes).anyMatch(revision.up().name()::endsWith))
                .<LoadableResource>map(Resource::new)
                .toList();
    }

    private static final class Resource extends LoadableResource {
        private final Revision revision;

        Resource(Revision revision) {
            this.revision = revision;
        }

        @Override
        public Reader read() {
            return new StringReader(revision.up().sql());
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
            return revision.up().name();
        }

        @Override
        public String getRelativePath() {
            return revision.up().name();
        }
    }
}
