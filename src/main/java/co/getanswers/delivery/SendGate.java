package co.getanswers.delivery;

import java.io.Closeable;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The gate that a reply passes at the point of no return, and that can be stopped before it. */
public final class SendGate {
    private final BooleanSupplier record;
    private boolean stopped;
    private volatile boolean begun;
    private @Nullable Closeable connection;

    /** @param record commits that the reply is being sent; returns false if it must not be sent */
    public SendGate(BooleanSupplier record) {
        this.record = record;
    }

    /** @throws Closed when the reply must not be handed over */
    public void begin() {
        if (isStopped() || !record.getAsBoolean()) {
            throw new Closed();
        }
        begun = true;
    }

    /** Tells whether the server may have accepted the reply. */
    public boolean isBegun() {
        return begun;
    }

    /** Registers the connection that {@link #stop} closes, so that no thread goes on waiting for it. */
    public synchronized void over(Closeable opened) throws IOException {
        connection = opened;
        if (stopped) {
            opened.close();
        }
    }

    /** Stops the reply now: before {@link #begin}, nothing has been sent. */
    public synchronized void stop() {
        stopped = true;
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (IOException closedAlready) {
            // The connection is closed either way.
        }
    }

    public synchronized boolean isStopped() {
        return stopped;
    }

    /** The lease was lost, the thread moved on or the worker stops: nothing was sent. */
    public static final class Closed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
