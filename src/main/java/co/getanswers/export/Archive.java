package co.getanswers.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A zip archive that is written and taken away piece by piece: only what was not taken yet is in memory. */
final class Archive {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final ZipOutputStream zip = new ZipOutputStream(written);

    /** A step of writing. */
    interface Step {
        void write(ZipOutputStream zip) throws IOException;
    }

    static Step begin(String name) {
        return zip -> zip.putNextEntry(new ZipEntry(name));
    }

    static Step end() {
        return ZipOutputStream::closeEntry;
    }

    /** Takes a step, and what it has written; costs processor time, so it is not for an event loop. */
    byte[] take(Step step) {
        try {
            step.write(zip);
            var piece = written.toByteArray();
            written.reset();
            return piece;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
