package co.getanswers.platform.database;

import co.getanswers.platform.Backoff;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Listens to a channel of notifications, on a connection of its own that it opens again whenever it is lost. */
public final class ChannelListener {
    private static final Logger LOG = Logger.getLogger(ChannelListener.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    /** The interval at which the statement is repeated for its deadline alone: a connection that only listens has none. */
    private static final Duration PROBE = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final BoundedPool database;
    private final String listen;
    private final String withoutIt;
    private volatile @Nullable PgConnection connection;
    private volatile boolean stopped;
    private volatile int failures;

    /** @param withoutIt a sentence for the log that says what holds while nothing is heard */
    public ChannelListener(Vertx vertx, BoundedPool database, String channel, String withoutIt) {
        this.vertx = vertx;
        this.database = database;
        this.listen = "listen " + channel;
        this.withoutIt = withoutIt;
    }

    /** Callbacks of a listener, on an event loop. */
    public interface Audience {
        /** Called from when on every notification is heard; some from before may have been missed. */
        void listening();

        void heard(String payload);

        /** Called when the connection is lost. */
        default void cut() {}
    }

    public void start(Audience audience) {
        var context = vertx.getOrCreateContext();
        context.runOnContext(started -> connect(context, audience));
        vertx.setPeriodic(PROBE.toMillis(), this::probe);
    }

    private void connect(Context context, Audience audience) {
        if (stopped) {
            return;
        }
        database.open(context)
                .compose(opened -> subscribe(opened, audience::heard))
                .onSuccess(subscribed -> {
                    failures = 0;
                    connection = subscribed;
                    subscribed.closeHandler(closed -> {
                        audience.cut();
                        reconnect(context, audience);
                    });
                    audience.listening();
                })
                .onFailure(failed -> {
                    if (failures == 0) {
                        LOG.warnf("%s: %s", withoutIt, failed.getMessage());
                    }
                    reconnect(context, audience);
                });
    }

    private Future<PgConnection> subscribe(PgConnection opened, Consumer<String> heard) {
        opened.notificationHandler(notification -> heard.accept(notification.getPayload()));
        return opened.query(listen).execute().map(opened).onFailure(failed -> opened.close());
    }

    private void reconnect(Context context, Audience audience) {
        connection = null;
        if (!stopped) {
            var pause = Backoff.after(++failures, FIRST_PAUSE, LONGEST_PAUSE, 1);
            vertx.setTimer(pause.toMillis(), later -> context.runOnContext(again -> connect(context, audience)));
        }
    }

    private void probe(long timer) {
        var listening = connection;
        if (stopped) {
            vertx.cancelTimer(timer);
        } else if (listening != null) {
            listening.query(listen).execute();
        }
    }

    /** Waits for the connection to close, for the event loops end soon after; must not be called on one. */
    public void stop() {
        stopped = true;
        var listening = connection;
        if (listening == null) {
            return;
        }
        try {
            listening.close().toCompletionStage().toCompletableFuture().get(1, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException lost) {
            LOG.debug("The listening connection did not close in time", lost);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
