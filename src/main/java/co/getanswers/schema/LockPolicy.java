package co.getanswers.schema;

import co.getanswers.platform.Backoff;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The time that a revision may wait for a lock on a table. Everybody who comes after it waits behind it: so it gives up
 * soon, lets the others pass, and tries again.
 *
 * @param timeout PostgreSQL's {@code lock_timeout}; zero waits without limit
 * @param retries the number of further attempts after the lock could not be had
 */
public record LockPolicy(Duration timeout, int retries) {
    public static final LockPolicy DEFAULT = new LockPolicy(Duration.ofSeconds(5), 10);
    /**
     * Lifts the limits that a role or a database may have set for requests. A concurrent build waits for every
     * transaction that began before it, and blocks nobody meanwhile.
     */
    public static final String DISABLE_TIMEOUTS = "SET lock_timeout = 0; SET statement_timeout = 0";

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    public LockPolicy {
        if (timeout.isNegative() || timeout.toMillis() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a lock timeout is from 0 to 24 days");
        }
        if (retries < 0) {
            throw new IllegalArgumentException("the number of retries is 0 or more");
        }
    }

    /**
     * Lets other sessions pass before the next attempt.
     *
     * @param attempt the one that failed, from 1
     * @throws MigrationFailure if it was the last
     */
    void backOff(Revision revision, @Nullable SQLException failure, int attempt, Progress progress) {
        if (attempt > retries) {
            throw FailureTranslator.lockTimeout(revision, this);
        }
        var pause = Backoff.after(
                attempt, FIRST_PAUSE, LONGEST_PAUSE, ThreadLocalRandom.current().nextDouble());
        progress.retrying(revision, FailureTranslator.firstLine(failure), attempt, retries, pause);
        MigrationSession.pause(pause);
    }

    /** True if other sessions held the tables: SQLSTATE 55P03 (lock timeout) or 40P01 (deadlock). */
    static boolean isRetryable(@Nullable SQLException failure) {
        return failure != null && ("55P03".equals(failure.getSQLState()) || "40P01".equals(failure.getSQLState()));
    }

    /** The statement that sets the timeout for the rest of the transaction. */
    public String timeoutStatement() {
        return "SET LOCAL lock_timeout = " + timeout.toMillis();
    }
}
