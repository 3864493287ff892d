package co.getanswers.auth;

import co.getanswers.account.AuthenticatedUser;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

/**
 * Tells whether the session of an access token still lasts. Results are cached for some seconds, so that a busy client
 * doesn't cost a query per request; a session that ends on this instance counts as ended immediately.
 */
@Singleton
class SessionCache {
    private static final String OWNER =
            "select user_id from sessions where id = $1 and ended_at is null and expires_at > now()";

    /** The longest time that another instance still accepts a session which has ended. */
    private static final Duration TIME_TO_LIVE = Duration.ofSeconds(10);

    private final Pool pool;

    /** The user of each session, by its id; empty once it has ended. */
    private final Cache<UUID, Optional<UUID>> owners = Caffeine.newBuilder()
            .expireAfterWrite(TIME_TO_LIVE)
            .maximumSize(100_000)
            .build();

    SessionCache(Pool pool) {
        this.pool = pool;
    }

    Uni<Boolean> isAlive(AuthenticatedUser user) {
        var known = owners.getIfPresent(user.sessionId());
        return (known == null ? read(user.sessionId()) : Uni.createFrom().item(known))
                .map(owner -> owner.filter(user.id()::equals).isPresent());
    }

    /** Must be called after the transaction that ended the sessions. */
    void markEnded(Collection<UUID> ended) {
        ended.forEach(session -> owners.put(session, Optional.empty()));
    }

    /** Queries once per caller: a shared query would answer its callers on another event loop. */
    private Uni<Optional<UUID>> read(UUID session) {
        return pool.preparedQuery(OWNER).execute(Tuple.of(session)).map(rows -> {
            var found = rows.iterator();
            Optional<UUID> owner = found.hasNext() ? Optional.of(found.next().getUUID("user_id")) : Optional.empty();
            // A session that ended while the query ran stays ended.
            var newer = owners.asMap().putIfAbsent(session, owner);
            return newer == null ? owner : newer;
        });
    }
}
