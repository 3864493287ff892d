package co.getanswers.intake;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The files of a folder or an archive, which are read one after another. */
interface MailEntries extends Closeable {
    /** The next file; empty at the end. The one before can't be read any more. */
    Optional<Entry> next() throws IOException;

    /** The number of bytes that have been read. */
    long consumed();

    /**
     * A file of the folder or archive.
     *
     * @param name its path within, with slashes
     * @param refusal the reason why it isn't read, a sentence; absent if it is
     */
    record Entry(String name, InputStream content, @Nullable String refusal) {
        Entry(String name, InputStream content) {
            this(name, content, null);
        }

        static Entry refused(String name, String reason) {
            return new Entry(name, InputStream.nullInputStream(), reason);
        }
    }
}
