package co.getanswers.mailbox;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The responses of a mail server, within limits: longer lines, literals (RFC 3501, section 4.3) or answers to one command
 * would take the memory of the process, for the client reserves as much as the server announces.
 */
final class BoundedResponses extends FilterInputStream {
    /** In bytes; the longest lines are lists of message numbers. */
    static final int LONGEST_LINE = 1024 * 1024;

    /** In bytes; lists of folders and of messages are the longest responses but for mail. */
    static final long MOST_PER_COMMAND = 8L * 1024 * 1024;

    private final long longestLiteral;
    private long left = MOST_PER_COMMAND;
    private long literal;
    private int line;
    private long announced = -1;
    private boolean closed;

    /** @param longestLiteral in bytes */
    BoundedResponses(InputStream responses, long longestLiteral) {
        super(responses);
        this.longestLiteral = longestLiteral;
    }

    /** Allows so many bytes from here on. */
    void allow(long bytes) {
        left = bytes;
    }

    @Override
    public int read() throws IOException {
        var read = super.read();
        if (read >= 0) {
            count(1);
            follow((byte) read);
        }
        return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        var read = super.read(bytes, offset, length);
        count(Math.max(0, read));
        for (var i = 0; i < read; ) {
            if (literal > 0) {
                var skipped = (int) Math.min(literal, read - i);
                literal -= skipped;
                i += skipped;
            } else {
                follow(bytes[offset + i++]);
            }
        }
        return read;
    }

    private void count(int read) throws IOException {
        left -= read;
        requireWithin(-left, 0);
    }

    private void follow(byte next) throws IOException {
        if (literal > 0) {
            literal--;
            return;
        }
        line++;
        if (next == '\n') {
            literal = closed ? Math.max(0, announced) : 0;
            line = 0;
            forget();
            requireWithin(literal, longestLiteral);
        } else if (next == '{') {
            announced = 0;
            closed = false;
        } else if (next >= '0' && next <= '9' && announced >= 0 && !closed) {
            announced = Math.min(Long.MAX_VALUE / 20, announced * 10 + next - '0');
        } else if (next == '}' && announced >= 0) {
            closed = true;
        } else if (next != '\r' || !closed) {
            forget();
        }
        requireWithin(line, LONGEST_LINE);
    }

    private static void requireWithin(long length, long longest) throws UnreachableServer {
        if (length > longest) {
            throw new UnreachableServer("The mail server's answer is too long.");
        }
    }

    private void forget() {
        announced = -1;
        closed = false;
    }
}
