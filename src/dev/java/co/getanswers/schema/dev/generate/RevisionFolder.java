package co.getanswers.schema.dev.generate;

import co.getanswers.schema.MigrationFailure;
import co.getanswers.schema.Revision;
import co.getanswers.schema.Revisions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The folder in which a checkout keeps its revisions.
 *
 * @param path of the folder that contains {@code migration} and {@code undo}
 */
public record RevisionFolder(Path path) {
    private static final int LONGEST_NAME = 80;

    /**
     * A revision that is not written yet.
     *
     * @param name the part of the files' names after the number, before it is made a slug
     */
    public record ScriptPair(String name, String up, String down) {}

    public Revisions revisions() {
        if (!Files.isDirectory(migration()) || !Files.isDirectory(undo())) {
            throw new MigrationFailure(path + " has no folders migration and undo: run this in a checkout, or name the"
                    + " folder with --directory.");
        }
        return Revisions.inFolders(migration(), undo());
    }

    /**
     * Writes pairs under consecutive numbers.
     *
     * @param id the first number, as it is to stand in the names; null for the next one
     * @return the files, each up script before its undo
     * @throws MigrationFailure if a number is taken, or not above the newest; nothing was written
     */
    public List<Path> write(List<ScriptPair> pairs, String id) {
        var head = revisions().head();
        var width = (id == null ? head.map(Revision::id).orElse("001") : id).length();
        var first = id == null
                ? head.map(Revision::number).orElse(0L) + 1
                : requireNewer(id, head.map(Revision::number).orElse(0L));
        var files = new ArrayList<Path>();
        for (var i = 0; i < pairs.size(); i++) {
            var pair = pairs.get(i);
            var name = String.format(Locale.ROOT, "%0" + width + "d__%s.sql", first + i, slug(pair.name()));
            files.add(write(migration().resolve("V" + name), pair.up()));
            files.add(write(undo().resolve("U" + name), pair.down()));
        }
        return files;
    }

    private long requireNewer(String id, long newest) {
        var number = Revision.number(id);
        revisions().find(id).ifPresent(taken -> {
            throw new MigrationFailure(
                    "Revision " + taken.title() + ", exists already: the next number is " + (newest + 1) + ".");
        });
        if (number <= newest) {
            throw new MigrationFailure("Revision " + id + " would come before " + newest
                    + ", which may be applied already: use a number from " + (newest + 1) + " on.");
        }
        return number;
    }

    private Path migration() {
        return path.resolve("migration");
    }

    private Path undo() {
        return path.resolve("undo");
    }

    private static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The message as part of a file's name; empty if it has neither letters nor digits. */
    public static String slug(String message) {
        var words =
                message.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_+|_+$", "");
        return words.substring(0, Math.min(words.length(), LONGEST_NAME));
    }
}
