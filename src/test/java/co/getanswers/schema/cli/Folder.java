package co.getanswers.schema.cli;

import co.getanswers.schema.Revisions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Revisions of a test's own. */
record Folder(Path path) {
    static Folder in(Path path) {
        return new Folder(path);
    }

    /** The next revision, such as {@code 002__notes}. */
    Folder with(String name, String up, String undo) {
        write("migration/V" + name + ".sql", up);
        write("undo/U" + name + ".sql", undo);
        return this;
    }

    Folder without(String file) {
        try {
            Files.delete(path.resolve(file));
            return this;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Revisions revisions() {
        return Revisions.inFolders(path.resolve("migration"), path.resolve("undo"));
    }

    private void write(String file, String sql) {
        try {
            Files.createDirectories(path.resolve(file).getParent());
            Files.writeString(path.resolve(file), sql);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
