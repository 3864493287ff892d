package co.getanswers.auth;

import co.getanswers.account.User;
import co.getanswers.auth.AddressProof.Proved;
import co.getanswers.auth.RateLimiter.Subject;
import co.getanswers.platform.Failure;
import co.getanswers.platform.database.DatabaseClock;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Signs people in by a mailed link, which proves the address and so creates its account if there is none. */
@ApplicationScoped
class MagicLinkService {
    private static final String UNUSABLE =
            "The link was used already, has expired or is not complete: ask for a new one.";
    /** Every writer of a mailbox locks it first, and the links before the user. */
    private static final String LOCK_MAILBOX = """
            select cast(k.user_id as text)
            from user_counters k
            where k.user_id = (
              select u.id
              from users u
              join magic_links l on l.email = u.email
              where l.token = ?1 and u.email_verified_at is null)
            for update""";

    private final AccountCreation accounts;
    private final PasswordHasher passwords;
    private final RateLimiter rateLimiter;
    private final SessionCache sessionCache;
    private final SessionStore sessions;
    private final SignInMailer mailer;
    private final AuthSettings settings;
    private final MagicLinkStore links;
    private final AddressProof proofs;

    MagicLinkService(
            AccountCreation accounts,
            PasswordHasher passwords,
            RateLimiter rateLimiter,
            SessionCache sessionCache,
            SessionStore sessions,
            SignInMailer mailer,
            AuthSettings settings,
            MagicLinkStore links,
            AddressProof proofs) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.rateLimiter = rateLimiter;
        this.sessionCache = sessionCache;
        this.sessions = sessions;
        this.mailer = mailer;
        this.settings = settings;
        this.links = links;
        this.proofs = proofs;
    }

    /** Does the same for an address with and without an account, and doesn't wait for the mail to be sent. */
    Uni<Void> send(String email, ClientAddress client) {
        var token = SecretToken.random();
        return insert(email, token, client)
                .invoke(removesPassword -> mailer.send(email, token, removesPassword))
                .replaceWithVoid();
    }

    /** Does the same as {@link #send} with a link that sets a new password. */
    Uni<Void> sendReset(String email, ClientAddress client) {
        var token = SecretToken.random(SecretToken.RESET);
        return insert(email, token, client)
                .invoke(() -> mailer.sendReset(email, token))
                .replaceWithVoid();
    }

    private Uni<Boolean> insert(String email, SecretToken token, ClientAddress client) {
        return rateLimiter
                .acquire(
                        Subject.of(RateLimit.MAGIC_LINKS_PER_ADDRESS, email),
                        Subject.of(RateLimit.MAGIC_LINKS_PER_CLIENT, client.network()))
                .chain(() -> links.insert(email, token, settings.magicLinkLifetime()));
    }

    /** Lets one of two simultaneous calls win: the update of the second waits for the first, then finds the link used. */
    Uni<TokenResponse> redeem(String token, boolean keepsSettings) {
        if (token.startsWith(SecretToken.RESET)) {
            throw new Failure.Unauthenticated(UNUSABLE);
        }
        return redeem(token, user -> proofs.prove(user, keepsSettings));
    }

    /**
     * Sets a new password by a mailed link, and ends every session from before. The attempt counts until the link turned out
     * to be one: hashing is dear.
     */
    Uni<TokenResponse> reset(String token, String password, boolean keepsSettings, ClientAddress client) {
        if (!token.startsWith(SecretToken.RESET)) {
            throw new Failure.Unauthenticated(UNUSABLE);
        }
        return rateLimiter
                .acquire(Subject.of(RateLimit.SIGN_INS_PER_CLIENT, client.network()))
                .chain(attempts -> passwords
                        .hash(password)
                        .chain(hash -> redeem(
                                token,
                                user -> sessions.endAll(user.id)
                                        .chain(ended -> proofs.prove(user, keepsSettings)
                                                .map(proved -> withPassword(proved, hash, ended)))))
                        .call(() -> rateLimiter.refund(attempts)));
    }

    private static Proved withPassword(Proved proved, String hash, List<UUID> ended) {
        proved.user().passwordHash = hash;
        return new Proved(proved.user(), ended, false);
    }

    /** @param prepare returns the account to sign in to */
    private Uni<TokenResponse> redeem(String token, Function<User, Uni<Proved>> prepare) {
        return Panache.withTransaction(() -> lockMailbox(SecretToken.hash(token))
                        .chain(() -> consume(SecretToken.hash(token)))
                        .chain(link -> accounts.findOrCreate(link.email))
                        .chain(user -> prepare.apply(user))
                        .chain(proved -> sessions.start(proved.user())
                                .map(tokens -> tokens.withPasswordRemoved(proved.passwordRemoved()))
                                .map(tokens -> new Redeemed(tokens, proved.ended()))))
                .invoke(redeemed -> sessionCache.markEnded(redeemed.ended()))
                .map(Redeemed::tokens);
    }

    private static Uni<Void> lockMailbox(String hash) {
        return Panache.getSession()
                .chain(database -> database.createNativeQuery(LOCK_MAILBOX, String.class)
                        .setParameter(1, hash)
                        .getResultList())
                .replaceWithVoid();
    }

    private static Uni<MagicLink> consume(String hash) {
        return DatabaseClock.now()
                .chain(now -> MagicLink.update(
                        "usedAt = ?1 where token = ?2 and usedAt is null and expiresAt > ?1", now, hash))
                .chain(used -> used == 1
                        ? MagicLink.<MagicLink>find("token", hash).firstResult()
                        : Uni.createFrom().failure(new Failure.Unauthenticated(UNUSABLE)));
    }

    private record Redeemed(TokenResponse tokens, List<UUID> ended) {}
}
