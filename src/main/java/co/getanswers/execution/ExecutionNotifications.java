package co.getanswers.execution;

import co.getanswers.action.ExecutionStore;
import co.getanswers.platform.Backoff;
import co.getanswers.platform.database.BoundedPool;
import io.vertx.core.Vertx;
import io.vertx.pgclient.pubsub.PgSubscriber;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Listens on a connection of its own for executions that are enqueued; polling finds those that it misses. */
@ApplicationScoped
class ExecutionNotifications {
    private static final Logger LOG = Logger.getLogger(ExecutionNotifications.class);
    private static final long FIRST_PAUSE_MILLIS = 250;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final BoundedPool database;
    private @Nullable PgSubscriber subscriber;

    ExecutionNotifications(Vertx vertx, BoundedPool database) {
        this.vertx = vertx;
        this.database = database;
    }

    /** @param heard called on an event loop for each notification, and whenever some may have been missed */
    void listen(Runnable heard) {
        var subscriber = PgSubscriber.subscriber(vertx, database.connectOptions());
        this.subscriber = subscriber;
        subscriber.reconnectPolicy(ExecutionNotifications::pause);
        subscriber
                .channel(ExecutionStore.CHANNEL)
                .subscribeHandler(listening -> heard.run())
                .handler(payload -> heard.run());
        subscriber
                .connect()
                .onFailure(failed ->
                        LOG.warn("The worker can't listen for new executions; it finds them by polling", failed));
    }

    void stop() {
        if (subscriber != null) {
            subscriber.close();
        }
    }

    private static long pause(int retries) {
        return Backoff.after(retries + 1, Duration.ofMillis(FIRST_PAUSE_MILLIS), LONGEST_PAUSE, 1)
                .toMillis();
    }
}
