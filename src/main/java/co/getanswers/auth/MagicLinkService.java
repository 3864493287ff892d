package co.getanswers.auth;

import co.getanswers.account.User;
import co.getanswers.auth.AddressProof.Proved;
import co.getanswers.auth.RateLimiter.Subject;
import co.getanswers.auth.SecurityEvent.Kind;
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
    private final AddressLimits limits;
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
            AddressLimits limits,
            SessionCache sessionCache,
            SessionStore sessions,
            SignInMailer mailer,
            AuthSettings settings,
            MagicLinkStore links,
            AddressProof proofs) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.rateLimiter = rateLimiter;
        this.limits = limits;
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
        return limits.acquireLink(email, client)
                .invoke(() -> SecurityEvent.of(Kind.LINK_REQUESTED)
                        .address(email)
                        .client(client)
                        .log())
                .chain(() -> links.insert(email, token, settings.magicLinkLifetime()));
    }

    /** Lets one of two simultaneous calls win: the update of the second waits for the first, then finds the link used. */
    Uni<TokenResponse> redeem(String token, boolean keepsSettings, Device device) {
        if (token.startsWith(SecretToken.RESET)) {
            throw new Failure.Unauthenticated(UNUSABLE);
        }
        return redeem(token, device, user -> proofs.prove(user, keepsSettings));
    }

    /**
     * Sets a new password by a mailed link, and ends every session from before. The attempt counts until the link turned out
     * to be one: hashing is dear.
     */
    Uni<TokenResponse> reset(String token, NewPassword password, boolean keepsSettings, Device device) {
        if (!token.startsWith(SecretToken.RESET)) {
            throw new Failure.Unauthenticated(UNUSABLE);
        }
        return rateLimiter
                .acquire(Subject.of(
                        RateLimit.SIGN_INS_PER_CLIENT, device.client().network()))
                .chain(attempts -> passwords
                        .hash(password)
                        .chain(hash -> redeem(
                                token,
                                device,
                                user -> sessions.endAll(user.id)
                                        .chain(ended -> proofs.prove(user, keepsSettings)
                                                .map(proved -> withPassword(proved, password, hash, ended)))))
                        .call(() -> rateLimiter.refund(attempts)));
    }

    private static Proved withPassword(Proved proved, NewPassword password, String hash, List<UUID> ended) {
        password.requireUnlike(proved.user());
        proved.user().passwordHash = hash;
        return new Proved(proved.user(), Kind.PASSWORD_RESET, ended, false);
    }

    /** @param prepare returns the account to sign in to */
    private Uni<TokenResponse> redeem(String token, Device device, Function<User, Uni<Proved>> prepare) {
        return Panache.withTransaction(() -> lockMailbox(SecretToken.hash(token))
                        .chain(() -> consume(SecretToken.hash(token)))
                        .chain(link -> accounts.findOrCreate(link.email))
                        .chain(user -> prepare.apply(user))
                        .chain(proved -> sessions.start(proved.user(), device)
                                .map(tokens -> tokens.withPasswordRemoved(proved.passwordRemoved()))
                                .map(tokens -> new Redeemed(tokens, proved))))
                .invoke(redeemed -> {
                    sessionCache.markEnded(redeemed.proved().ended());
                    redeemed.log(device);
                })
                .onFailure(Failure.Unauthenticated.class)
                .invoke(() -> SecurityEvent.of(Kind.LINK_REFUSED)
                        .client(device.client())
                        .log())
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

    private record Redeemed(TokenResponse tokens, Proved proved) {
        void log(Device device) {
            SecurityEvent.of(proved.event())
                    .user(proved.user().id)
                    .client(device.client())
                    .log();
        }
    }
}
