package co.getanswers.intake;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A source of messages, which are read one at a time. */
interface MailSource extends Closeable {
    /** The next message; empty at the end. */
    Optional<Item> next() throws IOException;

    /** The number of bytes that have been read. */
    long consumed();

    /** The words by which a person finds a message that was read lately. */
    default String name(long number) {
        return "message " + number;
    }

    /**
     * A message of the source.
     *
     * @param number as in {@link RawMail}
     * @param raw empty if it was refused
     * @param refusal the reason, a sentence; absent if it was not refused
     * @param fromGmail as in {@link RawMail}
     */
    record Item(long number, byte[] raw, @Nullable String refusal, boolean fromGmail) {
        static Item refused(long number, String reason) {
            return new Item(number, new byte[0], reason, false);
        }
    }
}
