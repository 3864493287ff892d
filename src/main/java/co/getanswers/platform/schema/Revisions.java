package co.getanswers.platform.schema;

import co.getanswers.platform.InvalidSetting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The revisions that this program has, the oldest first. */
public record Revisions(List<Revision> all) {
    private static final String MIGRATION = "db/migration";
    private static final String UNDO = "db/undo";
    private static final Pattern NAME = Pattern.compile("(?<kind>[VU])(?<id>\\d{1,18})__(?<description>.+)\\.sql");

    public Revisions {
        all = List.copyOf(all);
    }

    /** Those on the class path. */
    public static Revisions packaged() {
        return read(folder(MIGRATION), folder(UNDO), MIGRATION + "/");
    }

    /** @throws InvalidSetting where a file's name is no revision's, or a number stands twice */
    public static Revisions in(Path migration, Path undo) {
        return read(migration, undo, migration + "/");
    }

    private static Revisions read(Path migration, Path undo, String path) {
        var undos = scripts(undo, "U");
        var revisions = new ArrayList<Revision>();
        scripts(migration, "V").forEach((number, file) -> {
            var name = NAME.matcher(file.getFileName().toString());
            name.matches();
            revisions.add(new Revision(
                    name.group("id"),
                    name.group("description").replace('_', ' '),
                    script(file),
                    Optional.ofNullable(undos.get(number)).map(Revisions::script),
                    path + file.getFileName()));
        });
        return new Revisions(revisions);
    }

    private static Map<Long, Path> scripts(Path folder, String kind) {
        var scripts = new TreeMap<Long, Path>();
        if (!Files.isDirectory(folder)) {
            return scripts;
        }
        try (var files = Files.list(folder)) {
            for (var file : files.filter(Revisions::isScript).toList()) {
                var name = NAME.matcher(file.getFileName().toString());
                if (!name.matches() || !name.group("kind").equals(kind)) {
                    throw new InvalidSetting("The file " + file.getFileName() + " is no revision's: name it " + kind
                            + "<number>__<description>.sql.");
                }
                var twin = scripts.put(Revision.number(name.group("id")), file);
                if (twin != null) {
                    throw new InvalidSetting("The files " + twin.getFileName() + " and " + file.getFileName()
                            + " have the same number: give the newer one the next free number.");
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return scripts;
    }

    private static boolean isScript(Path file) {
        return file.getFileName().toString().endsWith(".sql");
    }

    private static Script script(Path file) {
        try {
            return new Script(file.getFileName().toString(), Files.readString(file));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A folder of the class path, wherever that is: classes, a jar, or a native image. */
    private static Path folder(String name) {
        try {
            var resource = Revisions.class.getClassLoader().getResource(name);
            if (resource != null) {
                return path(resource.toURI());
            }
            // Not every jar, and not every loader, knows folders.
            var code = Path.of(Revisions.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return Files.isDirectory(code) ? code.resolve(name) : path(URI.create("jar:" + code.toUri() + "!/" + name));
        } catch (URISyntaxException | IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static Path path(URI resource) throws IOException {
        if (!"file".equals(resource.getScheme())) {
            try {
                FileSystems.newFileSystem(resource, Map.of());
            } catch (FileSystemAlreadyExistsException opened) {
                // Once in a process is enough.
            }
        }
        return Path.of(resource);
    }

    public Optional<Revision> head() {
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    public Optional<Revision> find(String id) {
        var number = Revision.number(id);
        return all.stream().filter(revision -> revision.number() == number).findFirst();
    }

    /** The one before; absent for the first. */
    public Optional<Revision> parent(Revision revision) {
        var at = all.indexOf(revision);
        return at <= 0 ? Optional.empty() : Optional.of(all.get(at - 1));
    }

    /** Those after {@code from} up to and with {@code to}; null is the base, before all of them. */
    public List<Revision> between(Revision from, Revision to) {
        Stream<Revision> revisions = all.stream();
        return revisions
                .filter(revision ->
                        (from == null || revision.compareTo(from) > 0) && to != null && revision.compareTo(to) <= 0)
                .toList();
    }
}
