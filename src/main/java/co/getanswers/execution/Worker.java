package co.getanswers.execution;

import co.getanswers.action.ExecutionSettings;
import co.getanswers.action.ExecutionStore;
import co.getanswers.execution.ExecutionRunner.Attempt;
import co.getanswers.platform.Role;
import co.getanswers.platform.Roles;
import co.getanswers.platform.database.SchemaReady;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The role {@code worker}: leases as many executions as it has hands for, carries them out, and renews what it holds
 * until that is done. It looks again whenever it is told of something, one of its own has ended, the next one's time
 * has come, or the poll interval is over.
 */
@ApplicationScoped
public class Worker {
    private static final Logger LOG = Logger.getLogger(Worker.class);

    /** How long the ends of what was stopped may take, after the time that everything had to end by itself. */
    private static final Duration TO_GIVE_BACK = Duration.ofSeconds(5);

    private final Roles roles;
    private final ExecutionSettings settings;
    private final ExecutionStore executions;
    private final ExecutionRunner runner;
    private final ExecutionNotifications notifications;
    private final MeterRegistry metrics;
    private final Map<UUID, Attempt> inFlight = new ConcurrentHashMap<>();
    private final Semaphore news = new Semaphore(0);
    private ExecutorService hands;
    private ScheduledExecutorService renewal;
    private Thread dispatcher;
    private volatile boolean stopping;
    private volatile boolean givingUp;

    Worker(
            Roles roles,
            ExecutionSettings settings,
            ExecutionStore executions,
            ExecutionRunner runner,
            ExecutionNotifications notifications,
            MeterRegistry metrics) {
        this.roles = roles;
        this.settings = settings;
        this.executions = executions;
        this.runner = runner;
        this.notifications = notifications;
        this.metrics = metrics;
    }

    void onSchemaReady(@Observes SchemaReady ready) {
        if (roles.has(Role.WORKER)) {
            start();
        }
    }

    synchronized void start() {
        if (stopping) {
            return;
        }
        hands = Executors.newFixedThreadPool(settings.concurrency(), named("worker"));
        renewal = Executors.newSingleThreadScheduledExecutor(named("worker-leases"));
        var everySoOften = settings.lease().dividedBy(3).toMillis();
        renewal.scheduleWithFixedDelay(this::renew, everySoOften, everySoOften, TimeUnit.MILLISECONDS);
        dispatcher = named("worker-dispatch").newThread(this::dispatch);
        dispatcher.start();
        metrics.gaugeMapSize("getanswers.executions.in.flight", List.of(), inFlight);
        notifications.listen(news::release);
        LOG.infof("Carrying out what was decided, %d at once", settings.concurrency());
    }

    private static ThreadFactory named(String name) {
        var loader = Thread.currentThread().getContextClassLoader();
        return task -> {
            var thread = new Thread(task, name);
            thread.setDaemon(true);
            thread.setContextClassLoader(loader);
            return thread;
        };
    }

    private void dispatch() {
        var recovered = false;
        var away = false;
        while (!stopping) {
            var pause = settings.pollInterval();
            try {
                if (!recovered) {
                    recovered = true;
                    DatabaseRetry.once(executions.recover());
                }
                pause = fill();
                away = false;
            } catch (RuntimeException failed) {
                if (!away) {
                    LOG.warn("Can't look for executions; trying again until the database is back", failed);
                }
                away = true;
            }
            await(pause);
        }
    }

    /** @return how long to wait for news before looking again */
    private Duration fill() {
        var free = settings.concurrency() - inFlight.size();
        if (free <= 0) {
            return settings.pollInterval();
        }
        var taken = DatabaseRetry.once(executions.lease(free));
        for (var lease : taken) {
            var attempt = runner.attempt(lease, new DatabaseRetry(() -> givingUp));
            inFlight.put(lease.id(), attempt);
            hands.execute(() -> carryOut(attempt));
        }
        if (taken.size() == free) {
            return settings.pollInterval();
        }
        return DatabaseRetry.once(executions.untilNext())
                .filter(next -> next.compareTo(settings.pollInterval()) < 0)
                .orElse(settings.pollInterval());
    }

    private void carryOut(Attempt attempt) {
        try {
            attempt.run();
        } finally {
            inFlight.remove(attempt.lease().id());
            news.release();
        }
    }

    private void await(Duration pause) {
        try {
            if (!stopping && news.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                news.drainPermits();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void renew() {
        if (inFlight.isEmpty()) {
            return;
        }
        try {
            DatabaseRetry.once(executions.renew(inFlight.keySet()));
        } catch (RuntimeException away) {
            LOG.debug("The leases could not be renewed", away);
        }
    }

    /** What is in flight ends, or is given back; then nothing is left that would write to the database. */
    synchronized void stop(@Observes ShutdownEvent stopped) {
        stopping = true;
        if (dispatcher == null) {
            return;
        }
        notifications.stop();
        news.release();
        try {
            dispatcher.join(TO_GIVE_BACK.toMillis());
            hands.shutdown();
            if (!hands.awaitTermination(settings.shutdownTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warnf("Giving back %d executions that did not end in time", inFlight.size());
                inFlight.values().forEach(Attempt::stop);
                if (!hands.awaitTermination(TO_GIVE_BACK.toMillis(), TimeUnit.MILLISECONDS)) {
                    givingUp = true;
                    hands.shutdownNow();
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            renewal.shutdownNow();
        }
    }
}
