package co.getanswers.delivery;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The bytes that a session reads, at most so many: an answer that never ends would hold a worker for ever. */
final class BoundedAnswers extends FilterInputStream {
    /** The most bytes that a session of one mail has a use for, by far. */
    static final int MAX_BYTES = 1024 * 1024;

    private final Closeable socket;
    private int left = MAX_BYTES;

    /** @param socket is closed at the bound */
    BoundedAnswers(InputStream answers, Closeable socket) {
        super(answers);
        this.socket = socket;
    }

    @Override
    public int read() throws IOException {
        var read = super.read();
        count(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        var read = super.read(bytes, offset, length);
        count(read);
        return read;
    }

    private void count(int read) throws IOException {
        left -= Math.max(0, read);
        if (left < 0) {
            socket.close();
            throw new IOException("The mail server's answers do not end");
        }
    }
}
