package co.getanswers.auth;

import co.getanswers.account.AccountDeleted;
import co.getanswers.account.AuthenticatedUser;
import co.getanswers.account.User;
import co.getanswers.auth.RateLimiter.Subject;
import co.getanswers.platform.Failure;
import co.getanswers.platform.database.DatabaseClock;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
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

    AccountService(
            AccountDeletion deletion,
            RateLimiter rateLimiter,
            SessionCache sessionCache,
            PasswordHasher passwords,
            SessionStore sessions,
            ProfileQuery profiles) {
        this.deletion = deletion;
        this.rateLimiter = rateLimiter;
        this.sessionCache = sessionCache;
        this.passwords = passwords;
        this.sessions = sessions;
        this.profiles = profiles;
    }

    Uni<Me> change(AuthenticatedUser asking, ProfileChange change) {
        return Panache.withTransaction(() -> User.lockFor(asking)
                        .call(user -> DatabaseClock.now().invoke(now -> {
                            change.applyTo(user);
                            user.updatedAt = now;
                        })))
                .chain(user -> profiles.read(user.id));
    }

    Uni<Void> changePassword(UUID id, UUID session, @Nullable String current, String next) {
        return rateLimiter
                .acquire(Subject.of(RateLimit.PASSWORD_CHANGES_PER_USER, id.toString()))
                .chain(attempts -> Panache.withSession(() -> AccountService.<User>required(User.findById(id)))
                        .map(user -> user.passwordHash)
                        .call(hash -> requireCurrent(current, hash))
                        .call(() -> rateLimiter.refund(attempts)))
                .chain(old -> passwords
                        .hash(next)
                        .chain(hash -> Panache.withTransaction(
                                () -> replace(id, session, old, hash).chain(() -> sessions.endOthers(id, session)))))
                .invoke(sessionCache::markEnded)
                .replaceWithVoid();
    }

    Uni<Void> delete(AuthenticatedUser asking) {
        return deletion.delete(asking).invoke(sessionCache::markEnded).replaceWithVoid();
    }

    private Uni<Void> requireCurrent(@Nullable String current, @Nullable String hash) {
        if (hash == null) {
            return Uni.createFrom().voidItem();
        }
        if (current == null) {
            throw new Failure.Invalid("currentPassword", "must be given: the account has a password");
        }
        return passwords.matches(current, hash).map(matches -> {
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
