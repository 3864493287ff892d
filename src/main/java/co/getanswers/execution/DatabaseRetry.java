package co.getanswers.execution;

import co.getanswers.platform.Backoff;
import co.getanswers.platform.database.DatabaseUnavailable;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits on a worker thread for the database, and repeats what was asked while the database is unavailable. */
final class DatabaseRetry {
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final BooleanSupplier givesUp;

    /** @param givesUp tells whether to stop repeating */
    DatabaseRetry(BooleanSupplier givesUp) {
        this.givesUp = givesUp;
    }

    static <T> T once(Uni<T> asked) {
        return asked.await().atMost(ANSWER);
    }

    /** Repeats a database operation until it is answered; the operation must be safe to repeat. */
    <T> T retry(Supplier<Uni<T>> asked) {
        for (var attempt = 1; ; attempt++) {
            try {
                return once(asked.get());
            } catch (RuntimeException failed) {
                if (!isUnavailable(failed) || givesUp.getAsBoolean()) {
                    throw failed;
                }
                pause(Backoff.after(attempt, FIRST_PAUSE, LONGEST_PAUSE, 1), failed);
            }
        }
    }

    /** Tells whether the database is unavailable, and not the operation at fault. */
    static boolean isUnavailable(RuntimeException failed) {
        return DatabaseUnavailable.isCauseOf(failed) || failed instanceof TimeoutException;
    }

    private static void pause(Duration pause, RuntimeException failed) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw failed;
        }
    }
}
