package co.getanswers.scheduler;

import co.getanswers.platform.Job;
import co.getanswers.platform.Role;
import co.getanswers.platform.Roles;
import co.getanswers.platform.database.SchemaReady;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Runs the jobs while this instance leads. Its threads may block, because it serves no requests. Each job has a thread of
 * its own, so that a long run delays no other job.
 */
@ApplicationScoped
public class Scheduler {
    private static final Logger LOG = Logger.getLogger(Scheduler.class);

    private final Roles roles;
    private final Leadership leadership;
    private final SchedulerSettings settings;
    private final Instance<Job> jobs;
    private final MeterRegistry metrics;
    private final List<Future<?>> firing = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // Set once, by start(), before anything runs.
    private ScheduledThreadPoolExecutor threads;

    private List<JobRunner> runs = List.of();

    Scheduler(
            Roles roles, Leadership leadership, SchedulerSettings settings, Instance<Job> jobs, MeterRegistry metrics) {
        this.roles = roles;
        this.leadership = leadership;
        this.settings = settings;
        this.jobs = jobs;
        this.metrics = metrics;
    }

    synchronized void start(@Observes SchemaReady ready) {
        if (!roles.has(Role.SCHEDULER)) {
            return;
        }
        runs = jobs.stream()
                .map(job -> new JobRunner(job, this::mayRun, settings.stepTimeout(), metrics))
                .toList();
        Gauge.builder("getanswers.scheduler.active", leadership, held -> held.isHeld() ? 1 : 0)
                .description("1 if this instance is the active scheduler, else 0")
                .register(metrics);
        threads = new ScheduledThreadPoolExecutor(1 + runs.size(), work -> new Thread(work, "scheduler"));
        threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        threads.setRemoveOnCancelPolicy(true);
        threads.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        threads.execute(this::lead);
    }

    private boolean mayRun() {
        return leadership.isHeld() && !threads.isShutdown();
    }

    private void lead() {
        try {
            leadership.take();
        } catch (RuntimeException failed) {
            LOG.warnf("The scheduler's lease could not be taken or renewed: %s", failed);
        }
        var leads = leadership.isHeld();
        if (leads && firing.isEmpty()) {
            LOG.info("This instance is the active scheduler");
            runs.forEach(run -> firing.add(
                    threads.scheduleAtFixedRate(run, 0, run.job().interval().toMillis(), TimeUnit.MILLISECONDS)));
        }
        if (!leads && !firing.isEmpty()) {
            LOG.warn("Another instance may be the active scheduler now");
            firing.forEach(run -> run.cancel(false));
            firing.clear();
        }
        var pause = leads ? settings.renewEvery() : settings.tryEvery();
        threads.schedule(this::lead, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Releases the lease once no job runs any more; a job that does not end in time keeps it until it expires. */
    synchronized void stop(@Observes ShutdownEvent event) throws InterruptedException {
        if (threads == null) {
            return;
        }
        threads.shutdown();
        if (threads.awaitTermination(settings.shutdownTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
            try {
                leadership.release();
            } catch (RuntimeException failed) {
                LOG.warnf(
                        "The scheduler's lease could not be given up; another takes over once it runs out: %s", failed);
            }
        }
    }
}
