package co.getanswers.mailbox;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The requests to a mail server, in pieces whose time is known: a write to a server that reads no more has no time-out of its
 * own, and ends only when its connection is closed from elsewhere.
 */
final class TimedRequests extends FilterOutputStream {
    /** In bytes; a slow line takes so many within the time-out. */
    private static final int PIECE = 16 * 1024;

    private volatile boolean writing;
    private volatile long since;

    TimedRequests(OutputStream requests) {
        super(requests);
    }

    /**
     * The time for which the server has taken nothing, in nanoseconds; 0 if nothing is being written.
     *
     * @param now as of {@link System#nanoTime()}
     */
    long stuckFor(long now) {
        // The time is read last: it is at least as new as the write that is under way.
        return writing ? now - since : 0;
    }

    @Override
    public void write(int next) throws IOException {
        write(new byte[] {(byte) next}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        for (var written = 0; written < length; written += PIECE) {
            since = System.nanoTime();
            writing = true;
            try {
                out.write(bytes, offset + written, Math.min(PIECE, length - written));
            } finally {
                writing = false;
            }
        }
    }
}
