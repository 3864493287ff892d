package co.getanswers.mail.mime;

import co.getanswers.mail.UnreadableMail;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Splits a mailbox (RFC 4155, with the quoting of mboxrd) into its messages, and holds one at a time. mime4j's iterator
 * would not do: it maps a file into memory, and an upload is no file.
 */
public final class MboxReader {
    private static final byte[] SEPARATOR = "From ".getBytes(StandardCharsets.US_ASCII);
    private static final Pattern DATED =
            Pattern.compile("\\b\\d{1,2}:\\d{2}(?::\\d{2})?\\b.*\\b\\d{4}\\b|\\b\\d{4}\\b.*\\d:\\d{2}");
    private static final Pattern FIELD = Pattern.compile("[!-9;-~]{1,200}:.*", Pattern.DOTALL);

    /** The bytes that are searched for the first separator before the input is refused as no mailbox. */
    private static final long JUNK_LIMIT = 1024 * 1024;

    private final Lines lines;
    private long number;
    private boolean begun;

    public MboxReader(InputStream in) {
        this.lines = new Lines(in);
    }

    /**
     * A message of the mailbox.
     *
     * @param number counted from 1; 0 for bytes before the first message
     * @param offset the offset of its separator line, in bytes from the beginning
     * @param raw empty if it was refused
     * @param refusal the reason, a sentence; absent if it was not refused
     */
    public record Item(
            long number, long offset, byte[] raw, @Nullable String refusal) {
        public boolean refused() {
            return refusal != null;
        }
    }

    /** The bytes of the mailbox that have been processed. */
    public long consumed() {
        return lines.position();
    }

    /**
     * The next message, also one that the end cuts off; empty at the end.
     *
     * @throws UnreadableMail if this is no mailbox at all
     */
    public Optional<Item> next() throws IOException {
        if (!begun) {
            begun = true;
            var junk = skipToFirstSeparator();
            if (junk > 0) {
                return Optional.of(new Item(
                        0,
                        0,
                        new byte[0],
                        junk + " bytes before the first message belong to none: a message of a mailbox begins with a"
                                + " line that starts with \"From \"."));
            }
        }
        if (!lines.peek()) {
            return Optional.empty();
        }
        var offset = lines.position();
        lines.skipLine();
        number++;
        return Optional.of(message(offset));
    }

    private Item message(long offset) throws IOException {
        var raw = new ByteArrayOutputStream();
        var size = 0L;
        var afterBlank = false;
        while (lines.peek() && !(afterBlank && atSeparator())) {
            var startsLine = lines.startsLine();
            afterBlank = startsLine && lines.isBlank();
            var quoted = startsLine && isQuotedSeparator() ? 1 : 0;
            size += lines.length() - quoted;
            if (size > MailReader.MAX_SIZE) {
                // The kept bytes are released; the rest of the message is only skipped.
                raw = new ByteArrayOutputStream();
            } else {
                raw.write(lines.buffer(), lines.start() + quoted, lines.length() - quoted);
            }
            lines.skip();
        }
        return size > MailReader.MAX_SIZE
                ? new Item(number, offset, new byte[0], MailReader.TOO_LARGE)
                : new Item(number, offset, withoutLastBlankLine(raw.toByteArray()), null);
    }

    private long skipToFirstSeparator() throws IOException {
        while (lines.peek() && lines.startsLine() && lines.isBlank()) {
            lines.skip();
        }
        if (!lines.peek()) {
            throw new UnreadableMail("The mailbox is empty.");
        }
        var afterBlank = true;
        var first = true;
        while (lines.peek()) {
            // The very first line needs no date to count as a separator.
            if (first && lines.startsWith(SEPARATOR) || afterBlank && atSeparator()) {
                return lines.position() > 3 && !first ? lines.position() : 0;
            }
            first = false;
            afterBlank = lines.startsLine() && lines.isBlank();
            lines.skip();
            if (lines.position() > JUNK_LIMIT) {
                break;
            }
        }
        throw new UnreadableMail("This is not a mailbox in the mbox format: it does not begin with a line that starts"
                + " with \"From \".");
    }

    /**
     * Tells whether a separator follows. Some programs do not quote lines of a text that begin with "From ", so a
     * separator must have a date, or a header field after it.
     */
    private boolean atSeparator() throws IOException {
        return lines.startsLine()
                && lines.startsWith(SEPARATOR)
                && (DATED.matcher(lines.text()).find()
                        || FIELD.matcher(lines.followingLine()).lookingAt());
    }

    /** Tells whether the line is {@code >From }, {@code >>From }, …, of which one {@code >} is quoting. */
    private boolean isQuotedSeparator() {
        var i = 0;
        while (i < lines.length() && lines.byteAt(i) == '>') {
            i++;
        }
        if (i == 0 || lines.length() - i < SEPARATOR.length) {
            return false;
        }
        for (var j = 0; j < SEPARATOR.length; j++) {
            if (lines.byteAt(i + j) != SEPARATOR[j]) {
                return false;
            }
        }
        return true;
    }

    /** Removes the blank line before the next separator, which belongs to the mailbox. */
    private static byte[] withoutLastBlankLine(byte[] raw) {
        var end = raw.length;
        if (end > 0 && raw[end - 1] == '\n') {
            end--;
            end -= end > 0 && raw[end - 1] == '\r' ? 1 : 0;
            if (end > 0 && raw[end - 1] == '\n') {
                return java.util.Arrays.copyOf(raw, end);
            }
        }
        return raw;
    }

    /**
     * The lines of a stream, with a look at the following one. A line longer than {@link #LONGEST} comes in pieces, so
     * that memory stays constant.
     */
    private static final class Lines {
        private static final int LONGEST = 32 * 1024;

        private final InputStream in;
        private final byte[] buffer = new byte[4 * LONGEST];
        private int start;
        private int length;
        private int filled;
        private boolean ended;
        private boolean startsLine = true;
        private long position;

        Lines(InputStream in) {
            this.in = in;
        }

        /** Makes the next piece current if none is; false at the end. */
        boolean peek() throws IOException {
            if (length == 0) {
                length = lengthFrom(start);
            }
            return length > 0;
        }

        void skip() {
            startsLine = buffer[start + length - 1] == '\n';
            start += length;
            position += length;
            length = 0;
        }

        void skipLine() throws IOException {
            do {
                skip();
            } while (!startsLine && peek());
        }

        boolean startsLine() {
            return startsLine;
        }

        boolean isBlank() {
            return length == 1 && buffer[start] == '\n'
                    || length == 2 && buffer[start] == '\r' && buffer[start + 1] == '\n';
        }

        boolean startsWith(byte[] prefix) {
            return length >= prefix.length
                    && java.util.Arrays.equals(buffer, start, start + prefix.length, prefix, 0, prefix.length);
        }

        String text() {
            return new String(buffer, start, Math.min(length, 512), StandardCharsets.ISO_8859_1);
        }

        String followingLine() throws IOException {
            // Filling may move the current line to the front of the buffer.
            var following = lengthFrom(start + length);
            return new String(buffer, start + length, Math.min(following, 512), StandardCharsets.ISO_8859_1);
        }

        byte[] buffer() {
            return buffer;
        }

        byte byteAt(int i) {
            return buffer[start + i];
        }

        int start() {
            return start;
        }

        int length() {
            return length;
        }

        long position() {
            return position;
        }

        /** The length of the piece that begins at {@code from}, which is {@code start} or after the current piece. */
        private int lengthFrom(int from) throws IOException {
            var offset = from - start;
            for (var i = offset; ; i++) {
                if (i - offset == LONGEST) {
                    return LONGEST;
                }
                if (start + i == filled && !fill()) {
                    return i - offset;
                }
                if (buffer[start + i] == '\n') {
                    return i - offset + 1;
                }
            }
        }

        private boolean fill() throws IOException {
            if (ended) {
                return false;
            }
            if (filled == buffer.length) {
                System.arraycopy(buffer, start, buffer, 0, filled - start);
                filled -= start;
                start = 0;
            }
            var read = in.read(buffer, filled, buffer.length - filled);
            ended = read < 0;
            filled += Math.max(read, 0);
            return read > 0;
        }
    }
}
