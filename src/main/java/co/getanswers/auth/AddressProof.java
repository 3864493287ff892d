package co.getanswers.auth;

import co.getanswers.account.FirstProof;
import co.getanswers.account.User;
import co.getanswers.auth.SecurityEvent.Kind;
import co.getanswers.platform.database.DatabaseClock;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Records the first proof that an address is its user's. Somebody else may have registered it before: the password and the
 * sessions from then end, the settings by which the service acts are those of a new account, and an account with content is
 * set aside. {@link AccountService} keeps such a session from setting another password.
 */
@ApplicationScoped
class AddressProof {
    private static final String DELETE_POLICIES = "delete from policies where user_id = ?1";

    private final SessionStore sessions;
    private final SetAsideAccounts setAside;
    private final Instance<FirstProof> firstProofs;

    AddressProof(SessionStore sessions, SetAsideAccounts setAside, Instance<FirstProof> firstProofs) {
        this.sessions = sessions;
        this.setAside = setAside;
        this.firstProofs = firstProofs;
    }

    /**
     * A proved account.
     *
     * @param user the account to sign in to
     * @param event the event for the log
     * @param ended the sessions that ended
     * @param passwordRemoved whether the account had a password from before
     */
    record Proved(User user, Kind event, List<UUID> ended, boolean passwordRemoved) {}

    /**
     * Runs in the caller's transaction, which has locked the mailbox and the user.
     *
     * @param keepsSettings whether the owner says that everything from before is theirs
     */
    Uni<Proved> prove(User user, boolean keepsSettings) {
        if (user.emailVerifiedAt != null) {
            return Uni.createFrom().item(new Proved(user, Kind.SIGNED_IN, List.of(), false));
        }
        var passwordRemoved = user.passwordHash != null;
        user.passwordHash = null;
        return KnownClients.forget(user.id)
                .chain(() -> sessions.endAll(user.id))
                .chain(ended -> DatabaseClock.now()
                        .chain(now -> keepsSettings ? keep(user, now) : startAfresh(user, now))
                        .map(proved -> new Proved(proved, Kind.ADDRESS_PROVED, ended, passwordRemoved)));
    }

    private Uni<User> keep(User user, Instant now) {
        return verified(user, now).call(() -> each(work -> work.resume(user.id)));
    }

    private Uni<User> startAfresh(User user, Instant now) {
        return setAside.hasContent(user.id)
                .chain(filled -> filled ? setAside.replace(user, now) : empty(user, now))
                .chain(fresh -> verified(fresh, now));
    }

    private static Uni<User> verified(User user, Instant now) {
        user.emailVerifiedAt = now;
        user.updatedAt = now;
        return Uni.createFrom().item(user);
    }

    private static Uni<User> empty(User user, Instant now) {
        var fresh = User.named(User.nameOf(user.email), user.email, now);
        user.name = fresh.name;
        user.avatarUrl = fresh.avatarUrl;
        user.autonomyLevel = fresh.autonomyLevel;
        user.addresses = fresh.addresses;
        user.signature = fresh.signature;
        user.replyLanguage = fresh.replyLanguage;
        user.replyTone = fresh.replyTone;
        user.undoSeconds = fresh.undoSeconds;
        user.gmailCredentials = fresh.gmailCredentials;
        return Panache.getSession()
                .chain(database -> database.createNativeQuery(DELETE_POLICIES)
                        .setParameter(1, user.id)
                        .executeUpdate())
                .replaceWith(user);
    }

    /** Has every package do its work at a first proof. */
    Uni<Void> each(Function<FirstProof, Uni<?>> call) {
        return Multi.createFrom()
                .iterable(firstProofs)
                .onItem()
                .call(call)
                .collect()
                .last()
                .replaceWithVoid();
    }
}
