package co.getanswers.mailbox;

import co.getanswers.platform.Failure;
import co.getanswers.platform.Offload;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The threads of those who connect a mailbox, which wait for servers elsewhere; so many and no more. */
final class ConnectionThreads {
    private final ThreadPoolExecutor threads;

    /** @param waiting the most tasks that wait for a thread */
    ConnectionThreads(String name, int atOnce, int waiting) {
        threads =
                new ThreadPoolExecutor(atOnce, atOnce, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(waiting), task -> {
                    var thread = new Thread(task, name);
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /** @throws Failure.Unavailable (in the Uni) if too many wait already */
    <T> Uni<T> supply(Supplier<T> work) {
        return Offload.supply(work, threads)
                .onFailure(RejectedExecutionException.class)
                .transform(full -> new Failure.Unavailable(
                        "Too many mailboxes are being connected: try again in a moment.", Duration.ofSeconds(10)));
    }

    /** @throws RejectedExecutionException if too many wait already */
    void execute(Runnable work) {
        threads.execute(work);
    }

    void stop() {
        threads.shutdownNow();
    }
}
