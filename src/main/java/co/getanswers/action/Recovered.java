package co.getanswers.action;

import io.micrometer.core.instrument.MeterRegistry;

/**
 * Numbers of executions whose leases were ended, because no worker renewed them any more.
 *
 * @param queued those of which nothing was handed over
 * @param unknown those that were being sent
 */
public record Recovered(long queued, long unknown) {
    private static final String METRIC = "getanswers.executions.recovered";

    public long number() {
        return queued + unknown;
    }

    /** Counts them in the metrics; counters that stay at zero exist as well. */
    public Recovered count(MeterRegistry metrics) {
        metrics.counter(METRIC, "status", ExecutionStatus.QUEUED.value()).increment(queued);
        metrics.counter(METRIC, "status", ExecutionStatus.UNKNOWN.value()).increment(unknown);
        return this;
    }
}
