package co.getanswers.auth;

import co.getanswers.account.AuthenticatedUser;
import co.getanswers.account.User;
import co.getanswers.auth.SecurityEvent.Kind;
import co.getanswers.platform.Failure;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.UUID;

/** Lets the owner of an address keep or delete what was in its account before the address was proved. */
@ApplicationScoped
class SetAsideService {
    /** Every writer of a mailbox locks it first, here in one order for all. */
    private static final String LOCK_MAILBOXES = """
            select cast(user_id as text)
            from user_counters
            where user_id in (?1, (select user_id from set_aside_accounts where owner_id = ?1))
            order by user_id
            for update""";

    private static final String DELETE = "delete from users where id = ?1";

    private final AddressProof proofs;
    private final SessionCache sessionCache;
    private final SessionStore sessions;
    private final SetAsideAccounts accounts;

    SetAsideService(AddressProof proofs, SessionCache sessionCache, SessionStore sessions, SetAsideAccounts accounts) {
        this.proofs = proofs;
        this.sessionCache = sessionCache;
        this.sessions = sessions;
        this.accounts = accounts;
    }

    /**
     * Gives the owner the account that was set aside in place of the present one. What was decided there and not sent waits
     * for review again.
     *
     * @throws Failure.Conflict (in the Uni) if the present account has content of its own
     * @throws Failure.NotFound (in the Uni) if no account was set aside
     */
    Uni<TokenResponse> restore(AuthenticatedUser asking, Device device) {
        return Panache.withTransaction(() -> locked(asking)
                        .chain(pair -> accounts.hasContent(pair.present.id).chain(filled -> {
                            if (filled) {
                                throw new Failure.Conflict("Your account has mail or objectives of its own by now:"
                                        + " delete them before, and nothing gets mixed.");
                            }
                            return exchange(pair.present, pair.earlier, device);
                        })))
                .invoke(restored -> sessionCache.markEnded(restored.ended))
                .invoke(restored -> SecurityEvent.of(Kind.EARLIER_CONTENT_RESTORED)
                        .user(restored.tokens.user().id())
                        .client(device.client())
                        .log())
                .map(Restored::tokens);
    }

    /** @throws Failure.NotFound (in the Uni) if no account was set aside */
    Uni<Void> delete(AuthenticatedUser asking) {
        return Panache.withTransaction(() -> locked(asking).chain(pair -> delete(pair.earlier.id)))
                .invoke(() -> SecurityEvent.of(Kind.EARLIER_CONTENT_DELETED)
                        .user(asking.id())
                        .log());
    }

    private Uni<Pair> locked(AuthenticatedUser asking) {
        return Panache.getSession()
                .chain(database -> database.createNativeQuery(LOCK_MAILBOXES, String.class)
                        .setParameter(1, asking.id())
                        .getResultList())
                .chain(() -> User.lockFor(asking))
                .chain(present -> SetAsideAccount.<SetAsideAccount>find("ownerId", present.id)
                        .firstResult()
                        .onItem()
                        .ifNull()
                        .failWith(() -> new Failure.NotFound("account from before"))
                        .chain(row -> User.<User>findById(row.userId, LockModeType.PESSIMISTIC_WRITE))
                        .map(earlier -> new Pair(present, earlier)));
    }

    private Uni<Restored> exchange(User present, User earlier, Device device) {
        var email = present.email;
        var password = present.passwordHash;
        var verifiedAt = present.emailVerifiedAt;
        return sessions.endAll(present.id)
                .call(() -> SetAsideAccounts.takeAddress(present))
                .call(() -> {
                    earlier.email = email;
                    earlier.passwordHash = password;
                    earlier.emailVerifiedAt = verifiedAt;
                    return Panache.flush();
                })
                .call(() -> proofs.each(work -> work.stop(earlier.id)))
                .call(() -> delete(present.id))
                .chain(ended -> sessions.start(earlier, device).map(tokens -> new Restored(tokens, ended)));
    }

    private static Uni<Void> delete(UUID userId) {
        return Panache.getSession()
                .chain(database -> database.createNativeQuery(DELETE)
                        .setParameter(1, userId)
                        .executeUpdate())
                .replaceWithVoid();
    }

    private record Pair(User present, User earlier) {}

    private record Restored(TokenResponse tokens, List<UUID> ended) {}
}
