package co.getanswers.auth;

import co.getanswers.account.AuthenticatedUser;
import co.getanswers.platform.database.ChannelListener;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Tells whether the session of an access token still lasts. Results are cached for some seconds, so that a busy client
 * doesn't cost a query per request. A session that ends counts as ended as soon as the instances hear of it; an instance that
 * doesn't listen asks the database each second.
 */
@Singleton
class SessionCache implements ChannelListener.Audience {
    /** The channel of the ids of sessions that ended. */
    static final String CHANNEL = "ended_sessions";

    private static final String OWNER =
            "select user_id from sessions where id = $1 and ended_at is null and expires_at > now()";

    /** The longest time that an instance accepts an ended session, if its listener was cut without its knowledge. */
    private static final Duration WHILE_LISTENING = Duration.ofSeconds(10);

    /** The longest time that it does while it knows that it hears nothing; a request may take a moment, too. */
    private static final Duration WHILE_CUT = Duration.ofMillis(800);

    private final Pool pool;
    private volatile boolean listening;

    /** The time from which on every end was heard. */
    private volatile long listeningSince;

    private final Cache<UUID, Known> sessions = Caffeine.newBuilder()
            .expireAfterWrite(WHILE_LISTENING)
            .maximumSize(100_000)
            .build();

    SessionCache(Pool pool) {
        this.pool = pool;
    }

    /**
     * A session as the database held it.
     *
     * @param owner empty once it has ended
     * @param at the time before the query, of {@link System#nanoTime}
     */
    private record Known(Optional<UUID> owner, long at) {}

    Uni<Boolean> isAlive(AuthenticatedUser user) {
        var known = sessions.getIfPresent(user.sessionId());
        return (known != null && isCurrent(known) ? Uni.createFrom().item(known.owner) : read(user.sessionId()))
                .map(owner -> owner.filter(user.id()::equals).isPresent());
    }

    /** Must be called after the transaction that ended the sessions. */
    void markEnded(Collection<UUID> ended) {
        ended.forEach(session -> sessions.put(session, new Known(Optional.empty(), System.nanoTime())));
    }

    @Override
    public void listening() {
        listeningSince = System.nanoTime();
        listening = true;
    }

    @Override
    public void heard(String session) {
        markEnded(List.of(UUID.fromString(session)));
    }

    @Override
    public void cut() {
        listening = false;
    }

    /** An ended session stays ended; one that lasted may have ended since, unless that would have been heard. */
    private boolean isCurrent(Known known) {
        return known.owner.isEmpty()
                || (listening ? known.at - listeningSince >= 0 : System.nanoTime() - known.at < WHILE_CUT.toNanos());
    }

    /** Queries once per caller: a shared query would answer its callers on another event loop. */
    private Uni<Optional<UUID>> read(UUID session) {
        var at = System.nanoTime();
        return pool.preparedQuery(OWNER).execute(Tuple.of(session)).map(rows -> {
            var found = rows.iterator();
            Optional<UUID> owner = found.hasNext() ? Optional.of(found.next().getUUID("user_id")) : Optional.empty();
            // A session that ended while the query ran stays ended.
            return sessions.asMap()
                    .merge(session, new Known(owner, at), (newer, mine) -> newer.owner.isEmpty() ? newer : mine)
                    .owner;
        });
    }
}
