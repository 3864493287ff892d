package co.getanswers.auth;

import co.getanswers.platform.Failure;
import co.getanswers.platform.Offload;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Hashes passwords on threads of its own: a few at a time, with a bounded queue. */
@ApplicationScoped
class PasswordHasher {
    private final int cost;
    private final String dummy;
    private final ThreadPoolExecutor threads;
    private final Timer hashed;
    private final Timer verified;

    PasswordHasher(AuthSettings settings, MeterRegistry metrics) {
        cost = settings.bcryptCost();
        dummy = Bcrypt.dummy(cost);
        threads = new ThreadPoolExecutor(
                settings.hashesAtOnce(),
                settings.hashesAtOnce(),
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(settings.hashesWaiting()),
                work -> {
                    var thread = new Thread(work, "password-hashing");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        hashed = metrics.timer("getanswers.password.hashing", "operation", "hash");
        verified = metrics.timer("getanswers.password.hashing", "operation", "verify");
    }

    Uni<String> hash(String password) {
        return offTheEventLoop(() -> hashed.record(() -> Bcrypt.hash(password, cost)));
    }

    /** @param hash absent if there is no account or it has no password: no password matches, after the same work */
    Uni<Boolean> matches(String password, @Nullable String hash) {
        var against = hash == null || !Bcrypt.isHash(hash) ? dummy : hash;
        return offTheEventLoop(() -> verified.record(() -> Bcrypt.matches(password, against)));
    }

    private <T> Uni<T> offTheEventLoop(Supplier<T> work) {
        return Offload.supply(work, threads)
                .onFailure(RejectedExecutionException.class)
                .transform(full -> new Failure.RateLimited(
                        "Too many people are signing in right now: try again in a few seconds.",
                        Duration.ofSeconds(5)));
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }
}
