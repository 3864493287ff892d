package co.getanswers.auth;

import co.getanswers.account.User;
import co.getanswers.account.UserCounters;
import co.getanswers.platform.Failure;
import co.getanswers.platform.database.DatabaseClock;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

/** Creates accounts. */
@ApplicationScoped
public class AccountCreation {
    /** Inserts nothing if the address is taken; the second of two simultaneous inserts waits for the first. */
    private static final String INSERT = """
            insert into users (id, email, password_hash, name, autonomy_level, created_at, updated_at)
            values (?1, ?2, cast(?3 as varchar), ?4, ?5, ?6, ?6)
            on conflict (email) do nothing
            """;

    private final PasswordHasher passwords;

    AccountCreation(PasswordHasher passwords) {
        this.passwords = passwords;
    }

    /**
     * Creates an account with a password. Outside a request it needs a Vert.x context, such as
     * {@code VertxContextSupport.subscribeAndAwait} provides.
     *
     * @throws Failure.Conflict (in the Uni) if the address has an account
     */
    public Uni<User> register(String email, String password, String name) {
        return passwords.hash(password).chain(hash -> Panache.withTransaction(() -> registerHashed(email, hash, name)));
    }

    /** Creates an account in the caller's transaction. */
    Uni<User> registerHashed(String email, String passwordHash, String name) {
        return DatabaseClock.now().chain(now -> {
            var user = User.named(name, email, now);
            user.passwordHash = passwordHash;
            return insert(user).map(inserted -> {
                if (!inserted) {
                    throw new Failure.Conflict(
                            "There is an account with this e-mail address already: sign in instead.");
                }
                return user;
            });
        });
    }

    /**
     * Finds or creates the account of an address that the caller has proved to own. The row stays locked for update until
     * the end of the caller's transaction.
     */
    Uni<User> findOrCreate(String address) {
        var email = User.normalised(address);
        return DatabaseClock.now()
                .chain(now -> insert(User.named(User.nameOf(email), email, now)))
                .chain(inserted -> User.<User>find("email", email)
                        .withLock(LockModeType.PESSIMISTIC_WRITE)
                        .firstResult());
    }

    private static Uni<Boolean> insert(User user) {
        return Panache.getSession()
                .chain(database -> database.createNativeQuery(INSERT)
                        .setParameter(1, user.id)
                        .setParameter(2, user.email)
                        .setParameter(3, user.passwordHash)
                        .setParameter(4, user.name)
                        .setParameter(5, user.autonomyLevel.value())
                        .setParameter(6, user.createdAt)
                        .executeUpdate())
                .chain(inserted -> inserted == 0 ? Uni.createFrom().item(false) : createCounters(user));
    }

    private static Uni<Boolean> createCounters(User user) {
        var counters = new UserCounters();
        counters.userId = user.id;
        return counters.persist().replaceWith(true);
    }
}
