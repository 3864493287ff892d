package co.getanswers.execution;

import co.getanswers.action.ExecutionStore;
import co.getanswers.platform.database.BoundedPool;
import co.getanswers.platform.database.ChannelListener;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;

/** Listens for executions that are enqueued; polling finds those that it misses. */
@ApplicationScoped
class ExecutionNotifications {
    private final ChannelListener listener;

    ExecutionNotifications(Vertx vertx, BoundedPool database) {
        listener = new ChannelListener(
                vertx,
                database,
                ExecutionStore.CHANNEL,
                "The worker can't listen for new executions; it finds them by polling");
    }

    /** @param heard called on an event loop for each notification, and whenever some may have been missed */
    void listen(Runnable heard) {
        listener.start(new ChannelListener.Audience() {
            @Override
            public void listening() {
                heard.run();
            }

            @Override
            public void heard(String payload) {
                heard.run();
            }
        });
    }

    void stop() {
        listener.stop();
    }
}
