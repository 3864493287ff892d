package co.getanswers.auth;

import co.getanswers.account.User;
import co.getanswers.auth.RateLimiter.Subject;
import co.getanswers.platform.Failure;
import co.getanswers.platform.IdentifierGenerator;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** Signing in by a link that is mailed. It proves the address, and so it opens an account where there is none. */
@ApplicationScoped
class MagicLinkService {
    /** The same statement for known and unknown addresses; the lock keeps the account from being deleted under it. */
    private static final String INSERT = """
            insert into magic_links (id, user_id, email, token, expires_at, created_at)
            values ($1, (select id from users where email = $2 for key share), $2, $3, $4, $5)
            """;

    private final AccountCreation accounts;
    private final RateLimiter rateLimiter;
    private final SessionCache live;
    private final SessionStore sessions;
    private final SignInMailer mail;
    private final AuthSettings settings;
    private final Pool pool;

    MagicLinkService(
            AccountCreation accounts,
            RateLimiter rateLimiter,
            SessionCache live,
            SessionStore sessions,
            SignInMailer mail,
            AuthSettings settings,
            Pool pool) {
        this.accounts = accounts;
        this.rateLimiter = rateLimiter;
        this.live = live;
        this.sessions = sessions;
        this.mail = mail;
        this.settings = settings;
        this.pool = pool;
    }

    /** Does the same whether or not the address has an account; nobody waits for the mail to go out. */
    Uni<Void> send(String email, ClientAddress client) {
        var token = SecretToken.random();
        var now = Instant.now().atOffset(ZoneOffset.UTC);
        return rateLimiter
                .acquire(
                        Subject.of(RateLimit.MAGIC_LINKS_PER_ADDRESS, email),
                        Subject.of(RateLimit.MAGIC_LINKS_PER_CLIENT, client.network()))
                .chain(() -> pool.preparedQuery(INSERT)
                        .execute(Tuple.of(
                                IdentifierGenerator.next(),
                                email,
                                token.hash(),
                                now.plus(settings.magicLinkLifetime()),
                                now)))
                .invoke(() -> mail.send(email, token))
                .replaceWithVoid();
    }

    /** Of two who redeem a link together one wins: the update waits for the other's, and then finds the link used. */
    Uni<TokenResponse> redeem(String token) {
        return Panache.withTransaction(() -> use(SecretToken.hash(token))
                        .chain(link -> accounts.ofProvedAddress(link.email))
                        .chain(user -> gate(user)
                                .chain(ended -> sessions.start(user).map(tokens -> new Redeemed(tokens, ended)))))
                .invoke(redeemed -> live.end(redeemed.ended()))
                .map(Redeemed::tokens);
    }

    /**
     * Registering proves nothing, so whoever did may not be whose address it is: with the first proof, the password and
     * the sessions from before it end. A second password must not outlive them, which {@link AccountService} sees to.
     *
     * @return the sessions that ended
     */
    private Uni<List<UUID>> gate(User user) {
        if (user.emailVerifiedAt != null) {
            return Uni.createFrom().item(List.of());
        }
        user.emailVerifiedAt = Instant.now();
        user.updatedAt = user.emailVerifiedAt;
        user.passwordHash = null;
        return sessions.endAll(user.id);
    }

    private static Uni<MagicLink> use(String hash) {
        var now = Instant.now();
        return MagicLink.update("usedAt = ?1 where token = ?2 and usedAt is null and expiresAt > ?1", now, hash)
                .chain(
                        used -> used == 1
                                ? MagicLink.<MagicLink>find("token", hash).firstResult()
                                : Uni.createFrom()
                                        .failure(
                                                new Failure.Unauthenticated(
                                                        "The link was used already, has expired or is not complete: ask for a new one.")));
    }

    private record Redeemed(TokenResponse tokens, List<UUID> ended) {}
}
