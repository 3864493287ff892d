package co.getanswers.auth;

import io.quarkus.cache.Cache;
import io.quarkus.cache.CacheName;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

/**
 * Whether the session of an access token still lasts. What was found is believed for some seconds, so that a busy client
 * doesn't cost a query with each request; a session that ends on this instance is forgotten at once.
 */
@ApplicationScoped
class LiveSessions {
    private static final String OWNER =
            "select user_id from sessions where id = $1 and ended_at is null and expires_at > $2";

    @Inject
    Pool pool;

    @Inject
    @CacheName("live-sessions")
    Cache owners;

    Uni<Boolean> isAlive(UUID session, UUID user) {
        return owners.getAsync(session, this::owner)
                .map(owner -> owner.filter(user::equals).isPresent());
    }

    /** To be called after the transaction that ended them. */
    Uni<Void> forget(Collection<UUID> ended) {
        return ended.isEmpty()
                ? Uni.createFrom().voidItem()
                : owners.invalidateIf(key -> key instanceof UUID session && ended.contains(session));
    }

    private Uni<Optional<UUID>> owner(UUID session) {
        return pool.preparedQuery(OWNER)
                .execute(Tuple.of(session, Instant.now().atOffset(ZoneOffset.UTC)))
                .map(rows -> {
                    var found = rows.iterator();
                    return found.hasNext() ? Optional.of(found.next().getUUID("user_id")) : Optional.empty();
                });
    }
}
