package co.getanswers.execution;

import co.getanswers.action.ExecutionStore;
import co.getanswers.platform.Backoff;
import co.getanswers.platform.database.BoundedPool;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Listens on a connection of its own for executions that are enqueued; polling finds those that it misses. */
@ApplicationScoped
class ExecutionNotifications {
    private static final Logger LOG = Logger.getLogger(ExecutionNotifications.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private static final String LISTEN = "listen " + ExecutionStore.CHANNEL;

    /** The interval at which the statement is repeated for its deadline alone: a connection that only listens has none. */
    private static final Duration PROBE = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final BoundedPool database;
    private volatile @Nullable PgConnection connection;
    private volatile boolean stopped;
    private volatile int failures;

    ExecutionNotifications(Vertx vertx, BoundedPool database) {
        this.vertx = vertx;
        this.database = database;
    }

    /** @param heard called on an event loop for each notification, and whenever some may have been missed */
    void listen(Runnable heard) {
        var context = vertx.getOrCreateContext();
        context.runOnContext(started -> connect(context, heard));
        vertx.setPeriodic(PROBE.toMillis(), this::probe);
    }

    private void connect(Context context, Runnable heard) {
        if (stopped) {
            return;
        }
        database.open(context)
                .compose(opened -> subscribe(opened, heard))
                .onSuccess(subscribed -> {
                    failures = 0;
                    connection = subscribed;
                    subscribed.closeHandler(closed -> reconnect(context, heard));
                    heard.run();
                })
                .onFailure(failed -> {
                    if (failures == 0) {
                        LOG.warnf(
                                "The worker can't listen for new executions; it finds them by polling: %s",
                                failed.getMessage());
                    }
                    reconnect(context, heard);
                });
    }

    private static Future<PgConnection> subscribe(PgConnection opened, Runnable heard) {
        opened.notificationHandler(notification -> heard.run());
        return opened.query(LISTEN).execute().map(opened).onFailure(failed -> opened.close());
    }

    private void reconnect(Context context, Runnable heard) {
        connection = null;
        if (!stopped) {
            var pause = Backoff.after(++failures, FIRST_PAUSE, LONGEST_PAUSE, 1);
            vertx.setTimer(pause.toMillis(), later -> context.runOnContext(again -> connect(context, heard)));
        }
    }

    private void probe(long timer) {
        var listening = connection;
        if (stopped) {
            vertx.cancelTimer(timer);
        } else if (listening != null) {
            listening.query(LISTEN).execute();
        }
    }

    void stop() {
        stopped = true;
        var listening = connection;
        if (listening != null) {
            listening.close();
        }
    }
}
