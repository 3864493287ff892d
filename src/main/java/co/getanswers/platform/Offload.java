package co.getanswers.platform;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.MutinyHelper;
import io.vertx.core.Vertx;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Work away from the event loop, and back. */
public final class Offload {
    private Offload() {}

    /**
     * Does the work on one of the executor's threads, and resumes in the Vert.x context that it was asked for in, if in
     * any: what follows, such as a database session or the answer to a request, belongs there.
     */
    public static <T> Uni<T> supply(Supplier<T> work, Executor threads) {
        return Uni.createFrom().deferred(() -> {
            var caller = Vertx.currentContext();
            var done = Uni.createFrom().item(work).runSubscriptionOn(threads);
            return caller == null ? done : done.emitOn(MutinyHelper.executor(caller));
        });
    }
}
