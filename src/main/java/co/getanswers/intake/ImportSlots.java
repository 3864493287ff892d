package co.getanswers.intake;

import co.getanswers.platform.Failure;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Bounds the imports that run at the same time on this instance, for each account and for all: an import holds a thread for
 * as long as its body takes to arrive.
 */
@Singleton
class ImportSlots {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

    private final IntakeSettings settings;
    private final Map<UUID, Integer> running = new HashMap<>();
    private int all;

    ImportSlots(IntakeSettings settings) {
        this.settings = settings;
    }

    /**
     * Takes a slot until {@link Slot#close}.
     *
     * @throws Failure.RateLimited if the account imports as many mailboxes as it may
     * @throws Failure.Unavailable if the instance does
     */
    synchronized Slot take(UUID userId) {
        int own = running.getOrDefault(userId, 0);
        if (own >= settings.importsPerUser()) {
            throw new Failure.RateLimited(
                    "You import " + own + " mailboxes already: wait until one has ended.", RETRY_AFTER);
        }
        if (all >= settings.imports()) {
            throw new Failure.Unavailable(
                    "More mailboxes are imported now than can be at the same time; try again shortly.", RETRY_AFTER);
        }
        all++;
        running.put(userId, own + 1);
        return new Slot(userId);
    }

    private synchronized void release(UUID userId) {
        all--;
        running.computeIfPresent(userId, (id, own) -> own == 1 ? null : own - 1);
    }

    /** The right to import; closing it again changes nothing. */
    final class Slot implements AutoCloseable {
        private final UUID userId;
        private boolean started;
        private boolean closed;

        private Slot(UUID userId) {
            this.userId = userId;
        }

        /** Keeps the slot until the import has ended, also when its client goes away. */
        Slot start() {
            synchronized (ImportSlots.this) {
                started = true;
            }
            return this;
        }

        boolean isStarted() {
            synchronized (ImportSlots.this) {
                return started;
            }
        }

        /** Releases the slot of an import whose client went away first. */
        void closeUnlessStarted() {
            synchronized (ImportSlots.this) {
                if (!started) {
                    close();
                }
            }
        }

        @Override
        public void close() {
            synchronized (ImportSlots.this) {
                if (!closed) {
                    closed = true;
                    release(userId);
                }
            }
        }
    }
}
