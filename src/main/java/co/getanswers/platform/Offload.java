package co.getanswers.platform;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.MutinyHelper;
import io.vertx.core.Vertx;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Moves work off the event loop and its result back. */
public final class Offload {
    private Offload() {}

    /**
     * Runs the work on a thread of the executor and emits the result on the Vert.x context of the subscriber, if it has
     * one: database sessions and responses belong to that context.
     */
    public static <T> Uni<T> supply(Supplier<T> work, Executor threads) {
        return Uni.createFrom().deferred(() -> {
            var caller = Vertx.currentContext();
            var done = Uni.createFrom().item(work).runSubscriptionOn(threads);
            return caller == null ? done : done.emitOn(MutinyHelper.executor(caller));
        });
    }
}
