package co.getanswers.schema.dev.generate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files of a revision in a checkout, of which two may have the same number after a merge.
 *
 * @param folder that contains migration and undo
 * @param id as the file's name has it, such as {@code 003}
 * @param rest of the name after the number, such as {@code __owner.sql}
 */
public record RevisionPair(Path folder, String id, String rest) {
    private static final Pattern NAME = Pattern.compile("V(?<id>\\d{1,18})(?<rest>__.+\\.sql)");

    /** All pairs of a folder, in the order of their numbers. */
    public static List<RevisionPair> in(Path folder) {
        try (var files = Files.list(folder.resolve("migration"))) {
            return files.map(file -> NAME.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(name -> new RevisionPair(folder, name.group("id"), name.group("rest")))
                    .sorted(Comparator.comparingLong(RevisionPair::number).thenComparing(RevisionPair::rest))
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public long number() {
        return Long.parseLong(id);
    }

    /** The name of the script. */
    public String file() {
        return "V" + id + rest;
    }

    /** As the history has it. */
    public String description() {
        return rest.substring(2, rest.length() - ".sql".length()).replace('_', ' ');
    }

    /** Renames the script, its undo and their settings. */
    public RevisionPair moveTo(long number) {
        var moved = new RevisionPair(folder, ("%0" + id.length() + "d").formatted(number), rest);
        move("migration", file(), moved.file());
        move("undo", "U" + file().substring(1), "U" + moved.file().substring(1));
        return moved;
    }

    /** Deletes the script, its undo and their settings. */
    public void delete() {
        try {
            for (var suffix : List.of("", ".conf")) {
                Files.deleteIfExists(folder.resolve("migration").resolve(file() + suffix));
                Files.deleteIfExists(folder.resolve("undo").resolve("U" + file().substring(1) + suffix));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void move(String kind, String from, String to) {
        try {
            for (var suffix : List.of("", ".conf")) {
                var file = folder.resolve(kind).resolve(from + suffix);
                if (Files.exists(file)) {
                    Files.move(file, file.resolveSibling(to + suffix));
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
