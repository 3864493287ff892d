package co.getanswers.schema;

import co.getanswers.platform.InvalidSetting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The revisions of this program, the oldest first. */
public record Revisions(List<Revision> all) {
    private static final String MIGRATION = "db/migration";
    private static final String UNDO = "db/undo";
    private static final String SUFFIX = ".sql";
    private static final Pattern NAME = Pattern.compile("(?<kind>[VU])(?<id>\\d{1,18})__(?<description>.+)\\.sql");

    public Revisions {
        all = List.copyOf(all);
    }

    /** The revisions on the class path. */
    public static Revisions packaged() {
        return read(packaged(MIGRATION), packaged(UNDO), MIGRATION + "/");
    }

    /** @throws InvalidSetting if a file's name is not that of a revision, or two have the same number */
    public static Revisions inFolders(Path migration, Path undo) {
        return read(scripts(migration), scripts(undo), migration + "/");
    }

    private static Revisions read(List<Script> migration, List<Script> undo, String path) {
        var undos = byNumber(undo, "U");
        var revisions = new ArrayList<Revision>();
        byNumber(migration, "V").forEach((number, script) -> {
            var name = NAME.matcher(script.name());
            name.matches();
            revisions.add(new Revision(
                    name.group("id"),
                    name.group("description").replace('_', ' '),
                    script,
                    Optional.ofNullable(undos.get(number)),
                    path + script.name()));
        });
        return new Revisions(revisions);
    }

    private static Map<Long, Script> byNumber(List<Script> scripts, String kind) {
        var byNumber = new TreeMap<Long, Script>();
        for (var script : scripts) {
            var name = NAME.matcher(script.name());
            if (!name.matches() || !name.group("kind").equals(kind)) {
                throw new InvalidSetting("The file " + script.name() + " is no revision's: name it " + kind
                        + "<number>__<description>.sql.");
            }
            var twin = byNumber.put(Revision.number(name.group("id")), script);
            if (twin != null) {
                throw new InvalidSetting("The files " + twin.name() + " and " + script.name()
                        + " have the same number: give the newer one the next free number.");
            }
        }
        return byNumber;
    }

    /** The scripts in a folder of the class path: of classes, a jar, or a native image. */
    private static List<Script> packaged(String folder) {
        try {
            var resource = Revisions.class.getClassLoader().getResource(folder);
            if (resource != null && !resource.getProtocol().equals("jar")) {
                return scripts(path(resource.toURI()));
            }
            // Some jars, and some class loaders, have no entries for folders.
            var code = Path.of(Revisions.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return Files.isDirectory(code) ? scripts(code.resolve(folder)) : scripts(code, folder + "/");
        } catch (URISyntaxException | IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static Path path(URI resource) throws IOException {
        if (!"file".equals(resource.getScheme())) {
            try {
                FileSystems.newFileSystem(resource, Map.of());
            } catch (FileSystemAlreadyExistsException opened) {
                // It stays open for the whole process.
            }
        }
        return Path.of(resource);
    }

    /** The scripts in a folder; none if it does not exist. */
    private static List<Script> scripts(Path folder) {
        var scripts = new ArrayList<Script>();
        if (Files.isDirectory(folder)) {
            try (var files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
                for (var file : files) {
                    scripts.add(new Script(file.getFileName().toString(), Files.readString(file)));
                }
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
        return scripts;
    }

    /** The scripts in a jar. Opening it as a file system would take longer than asking the database. */
    private static List<Script> scripts(Path jar, String folder) throws IOException {
        var scripts = new ArrayList<Script>();
        try (var file = new JarFile(jar.toFile())) {
            for (var entry : Collections.list(file.entries())) {
                var name = entry.getName();
                if (name.startsWith(folder) && name.endsWith(SUFFIX)) {
                    var sql = new String(file.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
                    scripts.add(new Script(name.substring(folder.length()), sql));
                }
            }
        }
        return scripts;
    }

    public Optional<Revision> head() {
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    public Optional<Revision> find(String id) {
        return find(Revision.number(id));
    }

    public Optional<Revision> find(long number) {
        return all.stream().filter(revision -> revision.number() == number).findFirst();
    }

    /** The revision before; absent for the first. */
    public Optional<Revision> parent(Revision revision) {
        return all.stream().filter(other -> other.compareTo(revision) < 0).reduce((earlier, later) -> later);
    }

    /** The revisions after {@code from} up to and including {@code to}; an absent one is the base, before all of them. */
    public List<Revision> between(@Nullable Revision from, @Nullable Revision to) {
        Stream<Revision> revisions = all.stream();
        return revisions
                .filter(revision ->
                        (from == null || revision.compareTo(from) > 0) && to != null && revision.compareTo(to) <= 0)
                .toList();
    }
}
