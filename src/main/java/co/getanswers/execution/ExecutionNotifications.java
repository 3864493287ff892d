package co.getanswers.execution;

import co.getanswers.action.Outbox;
import co.getanswers.platform.Backoff;
import co.getanswers.platform.database.BoundedPool;
import io.vertx.core.Vertx;
import io.vertx.pgclient.pubsub.PgSubscriber;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Listens for what is put into the outbox, over a connection of its own. What it misses, polling finds. */
@ApplicationScoped
class ExecutionNotifications {
    private static final Logger LOG = Logger.getLogger(ExecutionNotifications.class);
    private static final long FIRST_PAUSE_MILLIS = 250;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final BoundedPool database;
    private PgSubscriber subscriber;

    ExecutionNotifications(Vertx vertx, BoundedPool database) {
        this.vertx = vertx;
        this.database = database;
    }

    /** @param heard called for each announcement, and whenever some may have been missed, on an event loop */
    void listen(Runnable heard) {
        subscriber = PgSubscriber.subscriber(vertx, database.server());
        subscriber.reconnectPolicy(ExecutionNotifications::pause);
        subscriber
                .channel(Outbox.CHANNEL)
                .subscribeHandler(listening -> heard.run())
                .handler(payload -> heard.run());
        subscriber
                .connect()
                .onFailure(failed ->
                        LOG.warn("Nobody is listening for new executions; they are found by polling", failed));
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
