package co.getanswers.auth;

import co.getanswers.account.User;
import co.getanswers.auth.RateLimiter.Subject;
import co.getanswers.auth.SecurityEvent.Kind;
import co.getanswers.platform.Failure;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Signs people in by a new account, a password or a refresh token. */
@ApplicationScoped
class SignInService {
    private static final String WRONG = "The e-mail address or the password is wrong.";

    private final AccountCreation accounts;
    private final RateLimiter rateLimiter;
    private final AddressLimits limits;
    private final PasswordHasher passwords;
    private final SessionStore sessions;

    SignInService(
            AccountCreation accounts,
            RateLimiter rateLimiter,
            AddressLimits limits,
            PasswordHasher passwords,
            SessionStore sessions) {
        this.accounts = accounts;
        this.rateLimiter = rateLimiter;
        this.limits = limits;
        this.passwords = passwords;
        this.sessions = sessions;
    }

    Uni<TokenResponse> register(String email, String password, String name, Device device) {
        var chosen = new NewPassword("password", password);
        chosen.requireUnlike(email, name);
        return rateLimiter
                .acquire(Subject.of(
                        RateLimit.REGISTRATIONS_PER_CLIENT, device.client().network()))
                .chain(() -> passwords.hash(chosen))
                .chain(hash -> Panache.withTransaction(
                        () -> accounts.registerHashed(email, hash, name).chain(user -> sessions.start(user, device))))
                .invoke(tokens -> SecurityEvent.of(Kind.REGISTERED)
                        .user(tokens.user().id())
                        .client(device.client())
                        .log());
    }

    /**
     * Does the same for an address with and without an account, including the work of a password check. The attempt is
     * recorded first, so that no more can run at a time than are allowed, and deleted unless the password was wrong.
     */
    Uni<TokenResponse> login(String email, String password, Device device) {
        return limits.acquireSignIn(email, device.client())
                .chain(attempts -> Panache.withSession(() -> User.findByEmail(email))
                        .chain(user -> check(user, password, device))
                        .onItemOrFailure()
                        .call((tokens, failure) -> failure instanceof Failure.Unauthenticated
                                ? Uni.createFrom().voidItem()
                                : rateLimiter.refund(attempts)))
                .invoke(tokens -> SecurityEvent.of(Kind.SIGNED_IN)
                        .user(tokens.user().id())
                        .client(device.client())
                        .log())
                .onFailure(Failure.Unauthenticated.class)
                .invoke(() -> SecurityEvent.of(Kind.SIGN_IN_FAILED)
                        .address(email)
                        .client(device.client())
                        .log());
    }

    Uni<TokenResponse> renew(String refreshToken, ClientAddress client) {
        return sessions.renew(refreshToken, client)
                .map(tokens -> tokens.orElseThrow(
                        () -> new Failure.Unauthenticated("The refresh token is not valid: sign in again.")));
    }

    private Uni<TokenResponse> check(Optional<User> user, String password, Device device) {
        var hash = user.map(found -> found.passwordHash).orElse(null);
        return passwords.matches(password, hash).chain(matches -> {
            if (!matches || user.isEmpty()) {
                throw new Failure.Unauthenticated(WRONG);
            }
            return renewed(password, String.valueOf(hash))
                    .chain(renewed -> Panache.withTransaction(() -> start(user.get(), hash, renewed, device)));
        });
    }

    /** Hashes the password again if its hash has another cost than new ones; the sign-in does not depend on it. */
    private Uni<Optional<String>> renewed(String password, String hash) {
        return passwords.isOutdated(hash)
                ? passwords.hash(password).map(Optional::of).onFailure().recoverWithItem(Optional.empty())
                : Uni.createFrom().item(Optional.empty());
    }

    /** Starts a session if the password is still the one that was checked: a change ends the sessions of the old one. */
    private Uni<TokenResponse> start(User checked, @Nullable String hash, Optional<String> renewed, Device device) {
        return User.<User>find("id = ?1 and passwordHash = ?2", checked.id, hash)
                .withLock(renewed.isPresent() ? LockModeType.PESSIMISTIC_WRITE : LockModeType.PESSIMISTIC_READ)
                .firstResult()
                .onItem()
                .ifNull()
                .failWith(() -> new Failure.Unauthenticated(WRONG))
                .invoke(user -> renewed.ifPresent(renewal -> user.passwordHash = renewal))
                .chain(user -> sessions.start(user, device));
    }
}
