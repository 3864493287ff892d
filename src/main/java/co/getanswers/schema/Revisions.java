package co.getanswers.schema;

import co.getanswers.platform.InvalidSetting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    private static final String LIST = "db/revisions.txt";
    private static final Pattern NAME = Pattern.compile("(?<kind>[VU])(?<id>\\d{1,18})__(?<description>.+)\\.sql");

    public Revisions {
        all = all.stream().sorted().toList();
    }

    /** The revisions on the class path. */
    public static Revisions packaged() {
        return read(packaged(MIGRATION), packaged(UNDO), MIGRATION + "/");
    }

    /** @throws InvalidSetting if a file is not a revision's, by its name or encoding, or two have the same number */
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
                        + "<number>__<description>.sql, or remove it.");
            }
            var twin = byNumber.put(Revision.number(name.group("id")), script);
            if (twin != null) {
                throw new InvalidSetting("The files " + twin.name() + " and " + script.name()
                        + " have the same number: give the newer one the next free number.");
            }
        }
        return byNumber;
    }

    /**
     * The scripts in a folder of the class path. A folder of classes, which development may have changed, is read itself;
     * in a jar or an executable the list that the build wrote names them, for these can't always be searched.
     */
    private static List<Script> packaged(String folder) {
        var loader = Revisions.class.getClassLoader();
        var resource = loader.getResource(folder);
        try {
            return resource != null && "file".equals(resource.getProtocol())
                    ? scripts(Path.of(resource.toURI()))
                    : listed(loader, folder + "/");
        } catch (URISyntaxException | IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static List<Script> listed(ClassLoader loader, String folder) throws IOException {
        var scripts = new ArrayList<Script>();
        var jar = jar(loader);
        for (var path : text(loader, null, LIST).lines().toList()) {
            if (path.startsWith(folder)) {
                scripts.add(new Script(path.substring(folder.length()), text(loader, jar, path)));
            }
        }
        return scripts;
    }

    /** The jar with the list, in which to look a file up takes a fraction of the class loader's time; absent in an executable. */
    private static @Nullable JarFile jar(ClassLoader loader) throws IOException {
        var list = loader.getResource(LIST);
        return list != null && list.openConnection() instanceof JarURLConnection connection
                ? connection.getJarFile()
                : null;
    }

    private static String text(ClassLoader loader, @Nullable JarFile jar, String path) throws IOException {
        try (var in = jar == null ? loader.getResourceAsStream(path) : jar.getInputStream(jar.getEntry(path))) {
            if (in == null) {
                throw new IllegalStateException("The program lacks its file " + path + ".");
            }
            return utf8(path, in.readAllBytes());
        }
    }

    /** The scripts in a folder; none if it does not exist. */
    private static List<Script> scripts(Path folder) {
        var scripts = new ArrayList<Script>();
        if (Files.isDirectory(folder)) {
            try (var files = Files.newDirectoryStream(folder)) {
                for (var file : files) {
                    var name = file.getFileName().toString();
                    if (!name.startsWith(".")) {
                        // The name is judged before what may be no text at all.
                        var sql = NAME.matcher(name).matches() ? utf8(name, Files.readAllBytes(file)) : "";
                        scripts.add(new Script(name, sql));
                    }
                }
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
        return scripts;
    }

    private static String utf8(String name, byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException other) {
            throw new InvalidSetting("The file " + name + " is not in UTF-8: save it in that encoding.");
        }
    }

    public Optional<Revision> head() {
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    public Optional<Revision> find(String id) {
        return find(Revision.number(id));
    }

    public Optional<Revision> find(long number) {
        var index = indexOf(number);
        return index < 0 ? Optional.empty() : Optional.of(all.get(index));
    }

    /** The revision before; absent for the first. */
    public Optional<Revision> parent(Revision revision) {
        var index = indexOf(revision.number());
        var before = (index < 0 ? -index - 1 : index) - 1;
        return before < 0 ? Optional.empty() : Optional.of(all.get(before));
    }

    /** As that of a binary search: where no revision has the number, its place, below zero. */
    private int indexOf(long number) {
        var low = 0;
        var high = all.size() - 1;
        while (low <= high) {
            var middle = (low + high) >>> 1;
            var order = Long.compare(all.get(middle).number(), number);
            if (order == 0) {
                return middle;
            }
            low = order < 0 ? middle + 1 : low;
            high = order < 0 ? high : middle - 1;
        }
        return -low - 1;
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
