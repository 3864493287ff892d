package co.getanswers.auth;

import co.getanswers.account.AccountDeleted;
import co.getanswers.account.AuthenticatedUser;
import co.getanswers.account.UndoSettings;
import co.getanswers.account.User;
import co.getanswers.auth.RateLimiter.Subject;
import co.getanswers.auth.SecurityEvent.Kind;
import co.getanswers.platform.Failure;
import co.getanswers.platform.database.DatabaseClock;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Changes and deletes the account of the user who asks. */
@ApplicationScoped
class AccountService {
    private final AccountDeletion deletion;
    private final RateLimiter rateLimiter;
    private final SessionCache sessionCache;
    private final PasswordHasher passwords;
    private final SessionStore sessions;
    private final ProfileQuery profiles;
    private final RecentSignIn recentSignIn;
    private final UndoSettings undo;

    AccountService(
            AccountDeletion deletion,
            RateLimiter rateLimiter,
            SessionCache sessionCache,
            PasswordHasher passwords,
            SessionStore sessions,
            ProfileQuery profiles,
            RecentSignIn recentSignIn,
            UndoSettings undo) {
        this.deletion = deletion;
        this.rateLimiter = rateLimiter;
        this.sessionCache = sessionCache;
        this.passwords = passwords;
        this.sessions = sessions;
        this.profiles = profiles;
        this.recentSignIn = recentSignIn;
        this.undo = undo;
    }

    Uni<Me> change(AuthenticatedUser asking, ProfileChange change) {
        return Panache.withTransaction(() -> User.lockFor(asking)
                        .call(user -> DatabaseClock.now().invoke(now -> {
                            change.applyTo(user, undo);
                            user.updatedAt = now;
                        })))
                .chain(user -> profiles.read(user.id));
    }

    Uni<Void> changePassword(AuthenticatedUser asking, @Nullable String current, NewPassword next) {
        var id = asking.id();
        var session = asking.sessionId();
        return checked(
                        asking,
                        user -> requireCurrent(asking, current, user.passwordHash)
                                .invoke(() -> next.requireUnlike(user)))
                .chain(old -> passwords
                        .hash(next)
                        .chain(hash -> Panache.withTransaction(() -> replace(id, session, old.orElse(null), hash)
                                .chain(() -> sessions.endOthers(id, session)))))
                .invoke(sessionCache::markEnded)
                .invoke(() -> log(Kind.PASSWORD_CHANGED, asking))
                .replaceWithVoid();
    }

    /** Makes the sign-in of a session recent by its password. */
    Uni<Void> confirm(AuthenticatedUser asking, String password) {
        return checked(asking, user -> {
                    var hash = user.passwordHash;
                    if (hash == null) {
                        throw new Failure.Conflict("The account has no password: sign in again by a mailed link.");
                    }
                    return matches(password, hash);
                })
                .chain(() -> recentSignIn.renew(asking));
    }

    Uni<Void> delete(AuthenticatedUser asking) {
        return recentSignIn
                .require(asking)
                .chain(() -> deletion.delete(asking))
                .invoke(sessionCache::markEnded)
                .invoke(() -> log(Kind.ACCOUNT_DELETED, asking))
                .replaceWithVoid();
    }

    /** Returns the hash that was checked; a wrong password counts towards the limit. */
    private Uni<Optional<String>> checked(AuthenticatedUser asking, Function<User, Uni<Void>> check) {
        return rateLimiter
                .acquire(Subject.of(
                        RateLimit.PASSWORD_CHANGES_PER_USER, asking.id().toString()))
                .chain(attempts -> Panache.withSession(() -> AccountService.<User>required(User.findById(asking.id())))
                        .call(check::apply)
                        .map(user -> Optional.ofNullable(user.passwordHash))
                        .call(() -> rateLimiter.refund(attempts)))
                .onFailure(Failure.Unauthenticated.class)
                .invoke(() -> log(Kind.PASSWORD_REFUSED, asking));
    }

    private static void log(Kind kind, AuthenticatedUser asking) {
        SecurityEvent.of(kind).user(asking.id()).session(asking.sessionId()).log();
    }

    private Uni<Void> requireCurrent(AuthenticatedUser asking, @Nullable String current, @Nullable String hash) {
        if (hash == null) {
            return recentSignIn.require(asking);
        }
        if (current == null) {
            throw new Failure.Invalid("currentPassword", "must be given: the account has a password");
        }
        return matches(current, hash);
    }

    private Uni<Void> matches(String password, String hash) {
        return passwords.matches(password, hash).map(matches -> {
            if (!matches) {
                throw new Failure.Unauthenticated("The current password is wrong.");
            }
            return null;
        });
    }

    /**
     * Replaces the password if it is still the one that was checked and the session still lasts. {@link SessionCache} may
     * hold an ended session for alive, and an account that has just lost its password asks for no current one.
     */
    private static Uni<Integer> replace(UUID id, UUID session, @Nullable String old, String hash) {
        return DatabaseClock.now()
                .chain(now -> User.update("""
                        passwordHash = ?1, updatedAt = ?2
                        where id = ?3 and passwordHash is not distinct from ?4
                          and exists (from Session s where s.id = ?5 and s.userId = ?3 and s.endedAt is null)""", hash, now, id, old, session))
                .invoke(replaced -> {
                    if (replaced == 0) {
                        throw new Failure.Conflict(
                                "The password was changed, or the session ended, at the same moment.");
                    }
                });
    }

    /** Fails if the account was deleted, as it may be during a request. */
    private static <T> Uni<T> required(Uni<T> user) {
        return user.onItem().ifNull().failWith(AccountDeleted::new);
    }
}
