package co.getanswers.delivery;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/** A socket from which a session reads a bounded number of bytes: an answer that never ends would hold a worker for ever. */
final class BoundedAnswers extends Socket {
    /** The most bytes that a session of one mail has a use for, by far. */
    static final int MAX_BYTES = 1024 * 1024;

    private int left = MAX_BYTES;

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                var read = super.read();
                count(1);
                return read;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                var read = super.read(bytes, offset, length);
                count(read);
                return read;
            }
        };
    }

    private void count(int read) throws IOException {
        left -= Math.max(0, read);
        if (left < 0) {
            close();
            throw new IOException("The mail server's answers do not end");
        }
    }
}
