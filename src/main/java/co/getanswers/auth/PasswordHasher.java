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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Hashes passwords on threads of its own: a few at a time, with a bounded queue. */
@ApplicationScoped
class PasswordHasher {
    private final int cost;
    private final int minLength;

    /** The highest cost that was met: every check takes as long as one of it, whatever it is against. */
    private final AtomicInteger highest;

    private final ThreadPoolExecutor threads;
    private final Timer hashed;
    private final Timer verified;

    PasswordHasher(AuthSettings settings, MeterRegistry metrics) {
        cost = settings.bcryptCost();
        minLength = settings.passwordMinLength();
        highest = new AtomicInteger(cost);
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

    /** @throws Failure.Invalid (in the Uni) if it is too short or too common */
    Uni<String> hash(NewPassword password) {
        return offTheEventLoop(() -> {
            password.requireUncommon(minLength);
            return hashed.record(() -> Bcrypt.hash(password.text(), cost));
        });
    }

    /** Hashes a password that is in use already. */
    Uni<String> hash(String password) {
        return offTheEventLoop(() -> hashed.record(() -> Bcrypt.hash(NewPassword.normalised(password), cost)));
    }

    /**
     * Compares a password. The time tells neither whether there is an account nor the cost of its hash.
     *
     * @param hash absent if there is no account or it has no password: no password matches, after the same work
     */
    Uni<Boolean> matches(String password, @Nullable String hash) {
        var hashCost = hash == null ? 0 : Bcrypt.cost(hash);
        var level = highest.accumulateAndGet(hashCost, Math::max);
        var against = hash == null || hashCost == 0 ? Bcrypt.dummy(level) : hash;
        return offTheEventLoop(() -> verified.record(() -> {
            var matches = Bcrypt.matches(NewPassword.normalised(password), against)
                    || NewPassword.otherForm(password)
                            .filter(typed -> Bcrypt.matches(typed, against))
                            .isPresent();
            // Each cost is twice the work of the one before: with one more of each, all come to the work of the
            // highest.
            for (var more = Bcrypt.cost(against); more < level; more++) {
                Bcrypt.matches(password, Bcrypt.dummy(more));
            }
            return matches;
        }));
    }

    /** Tells whether a hash has another cost than new ones. */
    boolean isOutdated(String hash) {
        return Bcrypt.cost(hash) != cost;
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
