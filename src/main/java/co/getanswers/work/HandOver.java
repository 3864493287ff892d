package co.getanswers.work;

import java.io.Closeable;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/** The moment at which a reply passes from us to whoever takes it, and what stops it before. */
final class HandOver {
    private final BooleanSupplier record;
    private boolean stopped;
    private Closeable connection;

    /** @param record commits that the reply is being sent; false means that it must not be */
    HandOver(BooleanSupplier record) {
        this.record = record;
    }

    /** @throws NotOurs where the reply must not be handed over */
    void begin() {
        if (isStopped() || !record.getAsBoolean()) {
            throw new NotOurs();
        }
    }

    /** Tells what to close so that nobody goes on waiting for it. */
    synchronized void over(Closeable opened) throws IOException {
        connection = opened;
        if (stopped) {
            opened.close();
        }
    }

    /** Ends it now: before it was begun, nothing has been sent. */
    synchronized void stop() {
        stopped = true;
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (IOException closedAlready) {
            // That is what was wanted.
        }
    }

    synchronized boolean isStopped() {
        return stopped;
    }

    /** The lease was lost, the thread moved on or the worker stops: nothing was sent. */
    static final class NotOurs extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
