package co.getanswers.idempotency;

import co.getanswers.http.Idempotent;
import co.getanswers.platform.Failure;
import co.getanswers.platform.IdentifierGenerator;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Leases of keys, for requests that are too long for one transaction. A lease is renewed while its request runs, and runs out
 * within a minute where the process was killed: then a repetition takes it.
 */
@Singleton
public class KeyLeases {
    private static final Logger LOG = Logger.getLogger(KeyLeases.class);
    private static final Duration LENGTH = Duration.ofMinutes(1);
    private static final Duration RENEWAL = Duration.ofSeconds(20);

    /** Takes a free key, or one whose lease has run out; the new id makes the holder before lose it. */
    private static final String TAKE = """
            insert into idempotency_keys as held (id, user_id, key, fingerprint, leased_until, created_at)
            values ($1, $2, $3, $4, now() + make_interval(secs => $5), now())
            on conflict (user_id, key) do update
            set id = excluded.id, fingerprint = excluded.fingerprint, leased_until = excluded.leased_until, created_at = now()
            where held.status is null and held.leased_until < now()""";

    private static final String FIND = """
            select fingerprint, status, location, body
            from idempotency_keys
            where user_id = $1 and key = $2""";

    private static final String RENEW = """
            update idempotency_keys set leased_until = now() + make_interval(secs => $3)
            where user_id = $1 and id = $2 and status is null""";

    private static final String KEEP = """
            update idempotency_keys
            set fingerprint = $3, status = $4, location = $5, body = $6, leased_until = null, created_at = now()
            where user_id = $1 and id = $2 and status is null""";

    private static final String RELEASE = """
            delete from idempotency_keys
            where user_id = $1 and id = $2 and status is null""";

    private final Pool pool;

    KeyLeases(Pool pool) {
        this.pool = pool;
    }

    /** The outcome of asking for a key. */
    public sealed interface Claim {
        /** The key is the request's own until the lease ends. */
        record Leased(Lease lease) implements Claim {}

        /** The request was made before. */
        record Answered(KeptResponse response) implements Claim {}
    }

    /**
     * Leases a key.
     *
     * @param fingerprint the hash of the request, as far as it is known
     * @throws Failure.Conflict (in the Uni) if a request with the key is in progress
     * @throws Failure.Invalid (in the Uni) if that is another request; at once if the key is blank or too long
     */
    public Uni<Claim> claim(UUID userId, String key, String fingerprint) {
        requireValid(key);
        var id = IdentifierGenerator.next();
        return pool.preparedQuery(TAKE)
                .execute(Tuple.of(id, userId, key, fingerprint, seconds(LENGTH)))
                .chain(taken -> taken.rowCount() == 1
                        ? Uni.createFrom().item(new Claim.Leased(new Lease(userId, id)))
                        : find(userId, key, fingerprint));
    }

    static void requireValid(String key) {
        if (key.isBlank() || key.length() > Idempotent.MAX_LENGTH) {
            throw new Failure.Invalid(Idempotent.HEADER, "must have 1 to " + Idempotent.MAX_LENGTH + " characters");
        }
    }

    private Uni<Claim> find(UUID userId, String key, String fingerprint) {
        return pool.preparedQuery(FIND).execute(Tuple.of(userId, key)).map(rows -> {
            if (rows.rowCount() == 0) {
                throw KeptResponse.inProgress();
            }
            return new Claim.Answered(KeptResponse.of(rows.iterator().next(), fingerprint));
        });
    }

    private static double seconds(Duration duration) {
        return duration.toSeconds();
    }

    /** The right to make the effect of a request with a key. */
    public final class Lease {
        private final UUID userId;
        private final UUID id;
        private @Nullable Cancellable renewals;

        private Lease(UUID userId, UUID id) {
            this.userId = userId;
            this.id = id;
        }

        /** Renews the lease from now on, until it ends. */
        public void renew() {
            renewals = Multi.createFrom()
                    .ticks()
                    .startingAfter(RENEWAL)
                    .every(RENEWAL)
                    .onOverflow()
                    .drop()
                    .onItem()
                    .transformToUniAndConcatenate(tick -> renewOnce())
                    .subscribe()
                    .with(held -> {
                        if (!held) {
                            end();
                        }
                    });
        }

        private void end() {
            if (renewals != null) {
                renewals.cancel();
            }
        }

        /** False once the lease is lost; a database that is away may have it still. */
        private Uni<Boolean> renewOnce() {
            return pool.preparedQuery(RENEW)
                    .execute(Tuple.of(userId, id, seconds(LENGTH)))
                    .map(rows -> rows.rowCount() == 1)
                    .onFailure()
                    .invoke(failed -> LOG.debug("A lease of a key was not renewed", failed))
                    .onFailure()
                    .recoverWithItem(true);
        }

        /**
         * Keeps the response, and ends the lease.
         *
         * @param client the transaction of the effect, if the request has one
         * @throws IllegalStateException (in the Uni) if another request has taken the key
         */
        public Uni<Void> keep(SqlClient client, KeptResponse response) {
            end();
            return client.preparedQuery(KEEP)
                    .execute(Tuple.wrap(Arrays.<@Nullable Object>asList(
                            userId,
                            id,
                            response.fingerprint(),
                            response.status(),
                            response.location(),
                            response.body())))
                    .invoke(rows -> {
                        if (rows.rowCount() == 0) {
                            throw new IllegalStateException("The lease of an Idempotency-Key has run out");
                        }
                    })
                    .replaceWithVoid();
        }

        /** Gives the key back for another attempt; does nothing after {@link #keep}. */
        public Uni<Void> release() {
            end();
            return pool.preparedQuery(RELEASE).execute(Tuple.of(userId, id)).replaceWithVoid();
        }
    }
}
