package co.getanswers.platform;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.Semaphore;

/**
 * Shares the heap out among large mail, so that more of it at once than memory holds waits or is refused in the place of
 * failing whatever else asks for memory. Small mail, up to {@link #SMALL} bytes, takes no part.
 */
@Singleton
public class MemoryBudget {
    /** In bytes. */
    public static final long SMALL = 256 * 1024;

    /** The memory that mail takes while it is received, parsed and stored, per byte; measured with the largest mail. */
    private static final int BYTES_PER_BYTE = 6;

    /** The memory that the service takes besides, in bytes. */
    private static final long BESIDE = 80 * 1024 * 1024;

    private static final int UNIT = 1024;

    private final int units;
    private final Semaphore free;

    @Inject
    MemoryBudget() {
        this(Runtime.getRuntime().maxMemory() - BESIDE);
    }

    /** @param bytes to share out */
    MemoryBudget(long bytes) {
        units = (int) Math.max(1, Math.min(Integer.MAX_VALUE, bytes / UNIT));
        free = new Semaphore(units, true);
    }

    /** Reserves nothing yet; the reservation grows with what arrives. */
    public Reservation none() {
        return new Reservation();
    }

    /** The memory reserved for one mail or batch. A single one may take all there is, however large it is. */
    public final class Reservation implements AutoCloseable {
        private int reserved;
        private boolean closed;

        private Reservation() {}

        /**
         * Grows the reservation to mail of a size.
         *
         * @return false if memory is short; then nothing has changed
         */
        public synchronized boolean tryGrow(long bytes) {
            var more = more(bytes);
            if (more > 0 && !free.tryAcquire(more)) {
                return false;
            }
            reserved += more;
            return true;
        }

        /** Grows the reservation to mail of a size, and waits until memory is free. */
        public synchronized void grow(long bytes) {
            var more = more(bytes);
            if (more > 0) {
                free.acquireUninterruptibly(more);
                reserved += more;
            }
        }

        private int more(long bytes) {
            return closed || bytes <= SMALL
                    ? 0
                    : (int) Math.max(0, Math.min(units, bytes * BYTES_PER_BYTE / UNIT) - reserved);
        }

        /** Gives the memory back; closing again changes nothing. */
        @Override
        public synchronized void close() {
            closed = true;
            free.release(reserved);
            reserved = 0;
        }
    }
}
