package co.getanswers.mail.mime;

import co.getanswers.mail.UnreadableMail;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
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
    /** A separator line as programs write it: an address or another word, then a date in the form of C's asctime. */
    private static final Pattern WRITTEN = Pattern.compile(
            "From (?:\\S+ +){1,3}(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? .*"
                    + "|From (?:\\S+@\\S+|-|MAILER-DAEMON)\\s.*|From \\S+\\s*",
            Pattern.DOTALL);

    private static final Pattern CONTENT_LENGTH = Pattern.compile("(?i)content-length:[ \\t]*(\\d{1,9})[ \\t]*\\r?\\n");
    private static final Pattern FIELD = Pattern.compile("[!-9;-~]{1,200}:.*", Pattern.DOTALL);

    /** The bytes that are searched for the first separator before the input is refused as no mailbox. */
    private static final long JUNK_LIMIT = 1024 * 1024;

    private final Lines lines;
    private long number;
    private boolean begun;

    /** Holds as long as every message has declared the right length. */
    private boolean lengths = true;

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
        var declared = lengths ? 0L : -1;
        while (lines.peek() && !(afterBlank ? atSeparator() : size > 0 && atPlainSeparator())) {
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
            if (declared == 0 && startsLine) {
                declared = contentLength();
            }
            lines.skip();
            if (afterBlank && declared >= 0 && lengths) {
                lengths = declared > 0 && declared <= MailReader.MAX_SIZE - size && readBody(declared, raw);
                if (lengths) {
                    break;
                }
            }
        }
        return size > MailReader.MAX_SIZE
                ? new Item(number, offset, new byte[0], MailReader.TOO_LARGE)
                : new Item(number, offset, withoutLastBlankLine(raw.toByteArray()), null);
    }

    /** The value of a Content-Length field; 0 if the line is none. */
    private long contentLength() {
        var field = lines.startsWith('C') || lines.startsWith('c') ? CONTENT_LENGTH.matcher(lines.text()) : null;
        return field != null && field.lookingAt() ? Long.parseLong(field.group(1)) : 0;
    }

    /**
     * Reads a body whose length its header declares, as some programs do that do not quote its lines. Reads nothing and
     * answers false if the message does not end there: anyone can write such a field.
     */
    private boolean readBody(long length, ByteArrayOutputStream raw) throws IOException {
        var body = new ByteArrayOutputStream();
        var quotes = true;
        while (body.size() < length && lines.peek()) {
            quotes &= !lines.startsWith(SEPARATOR);
            body.write(lines.buffer(), lines.start(), lines.length());
            lines.skip();
        }
        // Some programs do not count the last end of line.
        var ends = body.size() >= length && body.size() <= length + 2 && lines.startsLine() && atEnd();
        if (ends) {
            raw.writeBytes(quotes ? unquoted(body.toByteArray()) : body.toByteArray());
        } else {
            lines.pushBack(body.toByteArray());
        }
        return ends;
    }

    private boolean atEnd() throws IOException {
        if (lines.peek() && lines.isBlank()) {
            var next = lines.followingLine();
            if (!next.isEmpty() && !next.startsWith("From ")) {
                return false;
            }
            lines.skip();
        }
        return !lines.peek() || lines.startsWith(SEPARATOR);
    }

    private static byte[] unquoted(byte[] body) {
        var out = new ByteArrayOutputStream(body.length);
        var start = 0;
        for (var i = 0; i < body.length; i++) {
            if (body[i] == '\n' || i == body.length - 1) {
                var from = start;
                while (from < i && body[from] == '>') {
                    from++;
                }
                var quoted = from > start
                        && i - from >= SEPARATOR.length
                        && java.util.Arrays.equals(body, from, from + SEPARATOR.length, SEPARATOR, 0, SEPARATOR.length);
                out.write(body, quoted ? start + 1 : start, i + 1 - (quoted ? start + 1 : start));
                start = i + 1;
            }
        }
        return out.toByteArray();
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

    /**
     * Tells whether a separator follows without a blank line before it. Text may begin with "From " as well, so it has the
     * form that programs write, and a header field after it.
     */
    private boolean atPlainSeparator() throws IOException {
        return lines.startsLine()
                && lines.startsWith(SEPARATOR)
                && WRITTEN.matcher(lines.text()).matches()
                && FIELD.matcher(lines.followingLine()).lookingAt();
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

        private InputStream in;
        private final byte[] buffer = new byte[4 * LONGEST];
        private int start;
        private int length;
        private int filled;
        private boolean ended;
        private boolean startsLine = true;
        private boolean begun;
        private boolean returnsOnly;
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

        /** Gives bytes back that were skipped; they began a line. */
        void pushBack(byte[] bytes) {
            var rest = java.util.Arrays.copyOfRange(buffer, start, filled);
            in = new SequenceInputStream(
                    new SequenceInputStream(new ByteArrayInputStream(bytes), new ByteArrayInputStream(rest)), in);
            position -= bytes.length;
            start = 0;
            filled = 0;
            length = 0;
            ended = false;
            startsLine = true;
        }

        boolean startsWith(char c) {
            return length > 0 && buffer[start] == c;
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
            if (!begun) {
                return begin();
            }
            var read = in.read(buffer, filled, buffer.length - filled);
            ended = read < 0;
            addRead(read);
            return read > 0;
        }

        /** Skips a byte order mark, and finds out whether lines end with carriage returns alone. */
        private boolean begin() throws IOException {
            begun = true;
            var read = 0;
            // A carriage return may be the last byte that has arrived of its line.
            for (var more = 0; more >= 0 && read < LONGEST && !contains(read, '\n'); ) {
                more = in.read(buffer, read, LONGEST - read);
                read += Math.max(more, 0);
            }
            var mark =
                    read >= 3 && (buffer[0] & 0xFF) == 0xEF && (buffer[1] & 0xFF) == 0xBB && (buffer[2] & 0xFF) == 0xBF;
            start = mark ? 3 : 0;
            position = start;
            returnsOnly = contains(read, '\r') && !contains(read, '\n');
            addRead(read);
            return filled > start;
        }

        private void addRead(int read) {
            for (var i = filled; returnsOnly && i < filled + read; i++) {
                buffer[i] = buffer[i] == '\r' ? (byte) '\n' : buffer[i];
            }
            filled += Math.max(read, 0);
        }

        private boolean contains(int end, char c) {
            for (var i = 0; i < end; i++) {
                if (buffer[i] == c) {
                    return true;
                }
            }
            return false;
        }
    }
}
