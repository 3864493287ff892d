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
import org.jspecify.annotations.Nullable;

/**
 * The role {@code worker}: leases as many executions as it has idle threads, runs them, and renews their leases meanwhile.
 * It looks for more after each notification, when one of its own has ended, when the next one is due, and after each poll
 * interval.
 */
@ApplicationScoped
public class Worker {
    private static final Logger LOG = Logger.getLogger(Worker.class);

    /** The time that stopped attempts have to end, after the shutdown time-out. */
    private static final Duration RELEASE_TIMEOUT = Duration.ofSeconds(5);

    private final Roles roles;
    private final ExecutionSettings settings;
    private final ExecutionStore executions;
    private final ExecutionRunner runner;
    private final ExecutionNotifications notifications;
    private final MeterRegistry metrics;
    private final Map<UUID, Attempt> inFlight = new ConcurrentHashMap<>();
    private final Semaphore news = new Semaphore(0);

    @SuppressWarnings("NullAway.Init") // Set by start(), before the dispatcher.
    private ExecutorService hands;

    @SuppressWarnings("NullAway.Init")
    private ScheduledExecutorService renewal;

    private @Nullable Thread dispatcher;
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
        LOG.infof("Running executions, %d at the same time", settings.concurrency());
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
                    DatabaseRetry.once(executions.recover()).count(metrics);
                }
                pause = fill();
                away = false;
            } catch (RuntimeException failed) {
                if (!away) {
                    LOG.warnf(
                            "The worker can't lease executions; it tries again until the database is back: %s", failed);
                    LOG.debug("No executions were leased", failed);
                }
                away = true;
            }
            await(pause);
        }
    }

    /** @return the time to wait for a notification before the next look */
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

    /** Lets attempts in flight end, or releases them; afterwards nothing writes to the database any more. */
    synchronized void stop(@Observes ShutdownEvent stopped) {
        stopping = true;
        if (dispatcher == null) {
            return;
        }
        notifications.stop();
        news.release();
        try {
            dispatcher.join(RELEASE_TIMEOUT.toMillis());
            hands.shutdown();
            if (!hands.awaitTermination(settings.shutdownTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warnf("Releasing %d executions that did not end in time", inFlight.size());
                inFlight.values().forEach(Attempt::stop);
                if (!hands.awaitTermination(RELEASE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
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
