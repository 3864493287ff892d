package co.getanswers.delivery;

import java.io.Closeable;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/** The moment at which a reply passes from us to whoever takes it, and what stops it before. */
public final class SendGate {
    private final BooleanSupplier record;
    private boolean stopped;
    private Closeable connection;

    /** @param record commits that the reply is being sent; false means that it must not be */
    public SendGate(BooleanSupplier record) {
        this.record = record;
    }

    /** @throws Closed where the reply must not be handed over */
    void begin() {
        if (isStopped() || !record.getAsBoolean()) {
            throw new Closed();
        }
    }

    /** Tells what to close so that nobody goes on waiting for it. */
    public synchronized void over(Closeable opened) throws IOException {
        connection = opened;
        if (stopped) {
            opened.close();
        }
    }

    /** Ends it now: before it was begun, nothing has been sent. */
    public synchronized void stop() {
        stopped = true;
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (IOException closedAlready) {
            // That is what was wanted.
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
