package co.getanswers.auth;

import co.getanswers.account.AuthenticatedUser;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

/**
 * Whether the session of an access token still lasts. What was found is believed for some seconds, so that a busy client
 * doesn't cost a query with each request; a session that ends on this instance has ended at once.
 */
@Singleton
class SessionCache {
    private static final String OWNER =
            "select user_id from sessions where id = $1 and ended_at is null and expires_at > $2";

    /** How long another instance may still take a session for alive after it has ended. */
    private static final Duration BELIEVED = Duration.ofSeconds(10);

    private final Pool pool;

    /** Whose each session is; nobody's once it has ended. */
    private final Cache<UUID, Optional<UUID>> owners = Caffeine.newBuilder()
            .expireAfterWrite(BELIEVED)
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

    /** To be called after the transaction that ended them. */
    void end(Collection<UUID> ended) {
        ended.forEach(session -> owners.put(session, Optional.empty()));
    }

    /** Each who asks waits for a query of their own: for a shared one, they would wait on another event loop. */
    private Uni<Optional<UUID>> read(UUID session) {
        return pool.preparedQuery(OWNER)
                .execute(Tuple.of(session, Instant.now().atOffset(ZoneOffset.UTC)))
                .map(rows -> {
                    var found = rows.iterator();
                    Optional<UUID> owner =
                            found.hasNext() ? Optional.of(found.next().getUUID("user_id")) : Optional.empty();
                    // What ended while the query ran stays so.
                    var ended = owners.asMap().putIfAbsent(session, owner);
                    return ended == null ? owner : ended;
                });
    }
}
