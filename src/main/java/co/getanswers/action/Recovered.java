package co.getanswers.action;

import io.micrometer.core.instrument.MeterRegistry;

/**
 * Numbers of executions whose leases were ended, because no worker renewed them any more.
 *
 * @param queued those of which nothing was handed over
 * @param unknown those that were being sent
 */
public record Recovered(long queued, long unknown) {
    public long number() {
        return queued + unknown;
    }

    /** Counts them in the metrics; counters that stay at zero exist as well. */
    public Recovered count(MeterRegistry metrics) {
        count(metrics, ExecutionStatus.QUEUED, queued);
        count(metrics, ExecutionStatus.UNKNOWN, unknown);
        return this;
    }

    private static void count(MeterRegistry metrics, ExecutionStatus status, long number) {
        metrics.counter("getanswers.executions.recovered", "status", status.value())
                .increment(number);
    }
}
