package co.getanswers.auth;

import co.getanswers.account.AuthenticatedUser;
import co.getanswers.account.Profile;
import co.getanswers.account.User;
import co.getanswers.auth.SecurityEvent.Kind;
import co.getanswers.platform.IdentifierGenerator;
import co.getanswers.platform.database.DatabaseClock;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Starts, renews and ends sessions. Every change of a session or its refresh tokens locks the session first. */
@ApplicationScoped
class SessionStore {
    /** Ends sessions, and tells all instances when the transaction commits. */
    private static final String END = """
            with ended as (
              update sessions
              set ended_at = clock_timestamp()
              where user_id = ?1 and %s and ended_at is null
              returning id
            )
            select id
            from ended
            cross join lateral pg_notify('%s', cast(id as text))""";

    private static final String END_OTHERS = END.formatted("id <> ?2", SessionCache.CHANNEL);
    private static final String END_ONE = END.formatted("id = ?2", SessionCache.CHANNEL);
    private static final String OF_TOKEN =
            "id = (select t.sessionId from RefreshToken t where t.tokenHash = ?1) and endedAt is null";

    /** The id of no session. */
    private static final UUID NONE = new UUID(0, 0);

    private final AccessTokenSigner accessTokens;
    private final SessionCache cache;
    private final KnownClients knownClients;
    private final Duration lifetime;
    private final Duration longestLife;

    SessionStore(AccessTokenSigner accessTokens, SessionCache cache, KnownClients knownClients, AuthSettings settings) {
        this.accessTokens = accessTokens;
        this.cache = cache;
        this.knownClients = knownClients;
        this.lifetime = settings.refreshTokenLifetime();
        this.longestLife = settings.sessionLifetime();
    }

    /** Starts a session in the caller's transaction, which holds a lock on the user's row. */
    Uni<TokenResponse> start(User user, Device device) {
        return DatabaseClock.now().chain(now -> {
            var session = new Session();
            session.id = IdentifierGenerator.next();
            session.userId = user.id;
            session.createdAt = now;
            session.expiresAt = expiry(session, now);
            session.userAgent = device.userAgent();
            session.client = device.client().network();
            return session.persist()
                    .call(() -> MissingCounters.fill(user.id))
                    .call(() -> knownClients.remember(user.id, device.client()))
                    .chain(() -> tokens(user, session, now));
        });
    }

    /**
     * Exchanges a refresh token for new tokens. A second use of a token means that it or its successor was stolen, and ends
     * the session (RFC 9700, section 4.14.2).
     *
     * @return empty if the token is not valid
     */
    Uni<Optional<TokenResponse>> renew(String refreshToken, ClientAddress client) {
        var hash = SecretToken.hash(refreshToken);
        return Panache.withTransaction(() -> Session.<Session>find(
                                "id = (select t.sessionId from RefreshToken t where t.tokenHash = ?1)", hash)
                        .withLock(LockModeType.PESSIMISTIC_WRITE)
                        .firstResult()
                        .chain(session -> session == null
                                ? Uni.createFrom().item(Renewal.refused())
                                : renew(session, hash, client)))
                .invoke(renewal -> {
                    cache.markEnded(renewal.ended());
                    renewal.ended()
                            .forEach(session -> SecurityEvent.of(Kind.REFRESH_TOKEN_REUSED)
                                    .session(session)
                                    .client(client)
                                    .log());
                })
                .map(Renewal::tokens);
    }

    /**
     * Ends one session of the user who asks.
     *
     * @return whether it is theirs, and lasted
     */
    Uni<Boolean> end(AuthenticatedUser asking, UUID session) {
        return Panache.withTransaction(() -> end(END_ONE, asking.id(), session))
                .invoke(cache::markEnded)
                .map(ended -> !ended.isEmpty())
                .invoke(ended -> {
                    if (ended) {
                        SecurityEvent.of(Kind.SESSION_ENDED)
                                .user(asking.id())
                                .session(session)
                                .log();
                    }
                });
    }

    /** Ends the session of a refresh token, which may be used; does nothing if there is none. */
    Uni<Void> end(String refreshToken) {
        return Panache.withSession(() -> Session.<Session>find(OF_TOKEN, SecretToken.hash(refreshToken))
                        .firstResult())
                .chain(session -> session == null
                        ? Uni.createFrom().voidItem()
                        : end(new AuthenticatedUser(session.userId, session.id), session.id)
                                .replaceWithVoid());
    }

    /**
     * Ends all sessions of a user but one, in the caller's transaction.
     *
     * @return the ended ones, for {@link SessionCache#markEnded} after the transaction
     */
    Uni<List<UUID>> endOthers(UUID user, UUID kept) {
        return end(END_OTHERS, user, kept);
    }

    private static Uni<List<UUID>> end(String statement, UUID user, UUID session) {
        return Panache.getSession()
                .chain(database -> database.createNativeQuery(statement, UUID.class)
                        .setParameter(1, user)
                        .setParameter(2, session)
                        .getResultList());
    }

    /** Ends all sessions of a user, as {@link #endOthers} does. */
    Uni<List<UUID>> endAll(UUID user) {
        return endOthers(user, NONE);
    }

    private Uni<Renewal> renew(Session session, String hash, ClientAddress client) {
        return RefreshToken.<RefreshToken>find("tokenHash", hash)
                .firstResult()
                .chain(token -> DatabaseClock.now().chain(now -> renew(session, token, client, now)));
    }

    private Uni<Renewal> renew(Session session, RefreshToken token, ClientAddress client, Instant now) {
        var isOver = !session.expiresAt.isAfter(now) || !expiry(session, now).isAfter(now);
        if (session.endedAt != null || isOver || !token.expiresAt.isAfter(now)) {
            return Uni.createFrom().item(Renewal.refused());
        }
        if (token.usedAt != null) {
            return end(END_ONE, session.userId, session.id).map(ended -> new Renewal(Optional.empty(), ended));
        }
        token.usedAt = now;
        session.usedAt = now;
        session.client = client.network();
        session.expiresAt = expiry(session, now);
        return User.<User>findById(session.userId)
                .chain(user -> tokens(user, session, now))
                .map(tokens -> new Renewal(Optional.of(tokens), List.of()));
    }

    /** The end of a session that is not renewed any more: never after its longest life. */
    private Instant expiry(Session session, Instant now) {
        var renewed = now.plus(lifetime);
        var last = session.createdAt.plus(longestLife);
        return renewed.isBefore(last) ? renewed : last;
    }

    private Uni<TokenResponse> tokens(User user, Session session, Instant now) {
        var secret = SecretToken.random();
        var token = new RefreshToken();
        token.id = IdentifierGenerator.next();
        token.sessionId = session.id;
        token.tokenHash = secret.hash();
        token.createdAt = now;
        token.expiresAt = session.expiresAt;
        return token.persist()
                .replaceWith(() -> new TokenResponse(
                        accessTokens.sign(user.id, session.id),
                        "Bearer",
                        accessTokens.lifetime().toSeconds(),
                        secret.text(),
                        Profile.of(user),
                        false));
    }

    /** The outcome of a renewal, as a value: the transaction must commit also if it is refused. */
    private record Renewal(Optional<TokenResponse> tokens, List<UUID> ended) {
        static Renewal refused() {
            return new Renewal(Optional.empty(), List.of());
        }
    }
}
