package co.getanswers.platform;

import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** Periodic work. The scheduler runs every bean of this type, on one instance at a time. */
public interface Job {
    /** The largest number of rows that a step processes, unless their number is bounded anyway. */
    int BATCH = 1000;

    /** The name in metrics and the log, such as {@code expired-sessions}. */
    String name();

    /** The time from the start of one run to the start of the next. */
    Duration interval();

    /**
     * Runs one step, which takes seconds at most, so that an instance which is the leader no more stops soon. A run has
     * another step after each that processed {@link #BATCH} rows or more.
     *
     * @return the number of rows processed
     */
    Uni<Long> run();
}
