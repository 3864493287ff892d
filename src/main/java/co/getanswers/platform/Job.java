package co.getanswers.platform;

import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** Periodic work, which the scheduler finds among the beans and lets one instance at a time do. */
public interface Job {
    /** How many rows a step deals with at most, where there is no bound to them by nature. */
    int BATCH = 1000;

    /** In metrics and the log, such as {@code expired-sessions}. */
    String name();

    /** From the beginning of one run to that of the next. */
    Duration interval();

    /**
     * One step, which takes seconds at most, so that an instance that has lost its place stops soon. A run takes as many
     * as it needs: one more after each that dealt with {@link #BATCH} rows or more.
     *
     * @return how many rows it dealt with
     */
    Uni<Long> run();
}
