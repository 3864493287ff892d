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
import org.jboss.logging.Logger;

/**
 * Tells whether the session of an access token still lasts. Results are cached for some seconds, so that a busy client
 * doesn't cost a query per request. A session that ends counts as ended as soon as the instances hear of it; an instance that
 * doesn't listen asks the database each second.
 */
@Singleton
class SessionCache implements ChannelListener.Audience {
    private static final Logger LOG = Logger.getLogger(SessionCache.class);

    /** The channel of the ids of sessions that ended. */
    static final String CHANNEL = "ended_sessions";

    private static final String ECHO = "echo ";
    private static final String SEND_ECHO = "select cast(pg_notify('" + CHANNEL + "', $1) as text)";

    private static final String OWNER =
            "select user_id from sessions where id = $1 and ended_at is null and expires_at > now()";

    /** The longest time that an instance accepts an ended session, if its listener was cut without its knowledge. */
    private static final Duration WHILE_LISTENING = Duration.ofSeconds(10);

    /** The longest time that it does while it knows that it hears nothing; a request may take a moment, too. */
    private static final Duration WHILE_CUT = Duration.ofMillis(800);

    private final Pool pool;
    private volatile boolean listening;

    private volatile UUID echo = new UUID(0, 0);
    private volatile long subscribedAt;

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

    /** Believes that it hears everything once it hears an echo: a pooler may have given its connection to other clients. */
    @Override
    public void listening() {
        subscribedAt = System.nanoTime();
        echo = UUID.randomUUID();
        pool.preparedQuery(SEND_ECHO)
                .execute(Tuple.of(ECHO + echo))
                .subscribe()
                .with(sent -> {}, failed -> LOG.debug("The listener could not be checked", failed));
    }

    @Override
    public void heard(String payload) {
        if (!payload.startsWith(ECHO)) {
            markEnded(List.of(UUID.fromString(payload)));
        } else if (payload.equals(ECHO + echo)) {
            listeningSince = subscribedAt;
            listening = true;
        }
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
