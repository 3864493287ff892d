package co.getanswers.auth;

import co.getanswers.account.User;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/** Sets accounts aside: what somebody filled before the address was proved is not shown to its owner unasked. */
@ApplicationScoped
class SetAsideAccounts {
    private static final String HAS_CONTENT = """
            select exists (select from conversations where user_id = ?1)
                or exists (select from objectives where user_id = ?1)""";

    private final AccountCreation accounts;

    SetAsideAccounts(AccountCreation accounts) {
        this.accounts = accounts;
    }

    Uni<Boolean> hasContent(UUID userId) {
        return Panache.getSession()
                .chain(database -> database.createNativeQuery(HAS_CONTENT, Boolean.class)
                        .setParameter(1, userId)
                        .getSingleResult());
    }

    /** Gives the address of an account to a new one, and returns that. */
    Uni<User> replace(User filled, Instant now) {
        var email = filled.email;
        return takeAddress(filled).chain(() -> accounts.findOrCreate(email)).call(owner -> {
            var row = new SetAsideAccount();
            row.userId = filled.id;
            row.ownerId = owner.id;
            row.setAsideAt = now;
            return row.persist();
        });
    }

    /** Takes an account its address and its password: what it has instead is no address, so nobody can sign in to it. */
    static Uni<Void> takeAddress(User user) {
        user.email = "set aside " + user.id;
        user.passwordHash = null;
        user.emailVerifiedAt = null;
        return Panache.flush();
    }
}
