package co.getanswers.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One file of a revision, such as {@code V003__users_types.sql} or its undo {@code U003__users_types.sql}. */
record SqlScript(Path file) {
    private static final Path RESOURCES = Path.of("src", "main", "resources", "db");

    /** In the order in which they are applied. */
    static List<SqlScript> migrations() {
        return in("migration");
    }

    static List<SqlScript> undos() {
        return in("undo");
    }

    static SqlScript undo(String version) {
        return undos().stream()
                .filter(script -> script.version().equals(version))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Revision " + version + " has no undo script"));
    }

    String name() {
        return file.getFileName().toString();
    }

    String version() {
        return name().substring(1, 4);
    }

    /** The name without the letter that tells a revision from its undo. */
    String revision() {
        return name().substring(1);
    }

    String sql() {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Tells whether the script holds statements that must not stand in a transaction. */
    boolean concurrent() {
        return statements().stream().anyMatch(SqlScript::concurrent);
    }

    static boolean concurrent(String statement) {
        return statement.matches("(?s)(CREATE|DROP)( UNIQUE)? INDEX CONCURRENTLY.*");
    }

    /** For scripts without function bodies: those hold semicolons of their own. */
    List<String> statements() {
        var withoutComments =
                sql().lines().filter(line -> !line.strip().startsWith("--")).collect(Collectors.joining("\n"));
        return Stream.of(withoutComments.split(";\\s*(\\n|$)"))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    private static List<SqlScript> in(String directory) {
        try (var files = Files.list(RESOURCES.resolve(directory))) {
            return files.sorted().map(SqlScript::new).toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
