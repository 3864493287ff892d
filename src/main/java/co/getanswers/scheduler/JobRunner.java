package co.getanswers.scheduler;

import co.getanswers.platform.Job;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/** Runs one job in this process, never twice at the same time. */
final class JobRunner implements Runnable {
    private static final Logger LOG = Logger.getLogger(JobRunner.class);

    private final Job job;
    private final BooleanSupplier mayRun;
    private final Duration stepTimeout;
    private final Timer succeeded;
    private final Timer failed;
    private final Counter rows;
    private final ReentrantLock running = new ReentrantLock();

    /** @param mayRun tells before each step whether the job may go on */
    JobRunner(Job job, BooleanSupplier mayRun, Duration stepTimeout, MeterRegistry metrics) {
        this.job = job;
        this.mayRun = mayRun;
        this.stepTimeout = stepTimeout;
        this.succeeded = timer(metrics, "success");
        this.failed = timer(metrics, "failure");
        this.rows = Counter.builder("getanswers.job.rows")
                .description("Rows that a job changed")
                .tag("job", job.name())
                .register(metrics);
    }

    private Timer timer(MeterRegistry metrics, String outcome) {
        return Timer.builder("getanswers.job.runs")
                .description("Runs of a job and their durations")
                .tags("job", job.name(), "outcome", outcome)
                .register(metrics);
    }

    Job job() {
        return job;
    }

    /** Never throws, so that a failed run does not end the schedule. */
    @Override
    public void run() {
        if (!running.tryLock()) {
            return;
        }
        try {
            if (mayRun.getAsBoolean()) {
                measure();
            }
        } finally {
            running.unlock();
        }
    }

    private void measure() {
        var start = System.nanoTime();
        try {
            steps();
            succeeded.record(Duration.ofNanos(System.nanoTime() - start));
        } catch (RuntimeException failure) {
            failed.record(Duration.ofNanos(System.nanoTime() - start));
            LOG.warnf("The job %s failed, and is tried again in %s: %s", job.name(), job.interval(), failure);
            LOG.debug("The job failed", failure);
        }
    }

    private void steps() {
        long done;
        do {
            done = job.run().await().atMost(stepTimeout);
            rows.increment(done);
        } while (done >= Job.BATCH && mayRun.getAsBoolean());
    }
}
