package co.getanswers.mailbox;

import co.getanswers.account.MailboxWriter;
import co.getanswers.account.SendingSettings;
import co.getanswers.account.User;
import co.getanswers.platform.Failure;
import co.getanswers.platform.database.DatabaseClock;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Reads and writes a user's mailboxes. */
@ApplicationScoped
class AccountStore {
    private static final String OWN = "userId = ?1 and id = ?2";
    private static final String SAME = "userId = ?1 and imapHost = ?2 and imapUsername = ?3";

    /** The folders are read anew, for a UID and even a UIDVALIDITY may be one of the former server's by chance. */
    private static final String FORGET_UIDS =
            "update mail_folders set uid_validity = 0 where user_id = :user and account_id = :account";

    /** Drafts may have been moved along: each is looked for by its Message-ID before one is put there. */
    private static final String FIND_DRAFTS_AGAIN = """
            update mail_drafts
            set state = case
                  when state in ('placed', 'none') or state = 'left' and reason <> :touched then 'placing'
                  else state
                end,
                reason = case when reason = :touched then reason end,
                uid_validity = null, uid = null, attempts = 0, available_at = null
            where user_id = :user and account_id = :account""";

    private static final String NOTIFY = "select cast(pg_notify('" + AccountLeases.CHANNEL + "', '') as text)";

    private final int most;
    private final boolean provedOnly;

    AccountStore(MailboxSettings settings, SendingSettings sending) {
        this.most = settings.perUser();
        this.provedOnly = sending.provenAddressesOnly();
    }

    Uni<List<AccountView>> list(UUID userId) {
        return Panache.withSession(() -> MailAccount.<MailAccount>list("userId = ?1 order by createdAt, id", userId))
                .map(accounts -> accounts.stream().map(AccountView::of).toList());
    }

    Uni<AccountView> read(UUID userId, UUID id) {
        return find(userId, id).map(AccountView::of);
    }

    Uni<MailAccount> find(UUID userId, UUID id) {
        return Panache.withSession(
                () -> existing(MailAccount.<MailAccount>find(OWN, userId, id).firstResult()));
    }

    private static Uni<MailAccount> existing(Uni<MailAccount> found) {
        return found.onItem().ifNull().failWith(() -> new Failure.NotFound("mailbox"));
    }

    /**
     * @throws Failure.Conflict (in the Uni) if the user has the most mailboxes already, or this one, or an address that nobody
     *     has proved: its owner would inherit a stranger's mailbox
     */
    Uni<Void> requireRoom(UUID userId, ServerSettings imap) {
        return Panache.withSession(() -> requireRoomNow(userId, imap));
    }

    /** @throws Failure.Conflict (in the Uni) if nobody has proved the address of the user */
    Uni<Void> requireProved(UUID userId) {
        return Panache.withSession(() -> requireProvedNow(userId));
    }

    private Uni<Void> requireProvedNow(UUID userId) {
        return User.<User>findById(userId)
                .invoke(user -> {
                    if (provedOnly && user != null && user.emailVerifiedAt == null) {
                        throw new Failure.Conflict(
                                "A mailbox can be connected once a mailed link has proved your address:"
                                        + " ask for one with POST /api/auth/magic-link.");
                    }
                })
                .replaceWithVoid();
    }

    /** @return null if the user has no mailbox of that name at that server */
    Uni<@Nullable MailAccount> findSame(UUID userId, ServerSettings imap) {
        return Panache.withSession(() -> MailAccount.<MailAccount>find(SAME, userId, imap.host(), imap.username())
                .firstResult());
    }

    private Uni<Void> requireRoomNow(UUID userId, ServerSettings imap) {
        return requireProvedNow(userId)
                .chain(() -> MailAccount.count("userId", userId))
                .invoke(number -> {
                    if (number >= most) {
                        throw new Failure.Conflict("You have " + number + " mailboxes, and " + most
                                + " is the most: disconnect one first.");
                    }
                })
                .chain(() -> MailAccount.count(SAME, userId, imap.host(), imap.username()))
                .invoke(same -> {
                    if (same > 0) {
                        throw new Failure.Conflict("This mailbox is connected already.");
                    }
                })
                .replaceWithVoid();
    }

    Uni<AccountView> create(MailboxWriter writer, MailAccount account) {
        return Panache.withTransaction(() -> User.lockFor(writer)
                        .chain(() -> requireRoomNow(writer.userId(), account.imap()))
                        .chain(DatabaseClock::now)
                        .invoke(now -> {
                            account.createdAt = now;
                            account.updatedAt = now;
                            account.availableAt = now;
                        })
                        .chain(() -> account.persist())
                        .chain(AccountStore::tellWorkers))
                .replaceWith(() -> AccountView.of(account));
    }

    /**
     * Changes an account.
     *
     * @param version the version that the change is based on; absent if it fits any
     * @throws Failure.Conflict (in the Uni) if the account has another version meanwhile
     */
    Uni<AccountView> change(
            MailboxWriter writer, UUID id, @Nullable Integer version, BiConsumer<MailAccount, Instant> change) {
        return Panache.withTransaction(() -> User.lockFor(writer)
                .chain(() -> existing(MailAccount.<MailAccount>find(OWN, writer.userId(), id)
                        .withLock(LockModeType.PESSIMISTIC_WRITE)
                        .firstResult()))
                .call(account -> DatabaseClock.now().chain(now -> {
                    if (version != null && version != account.version) {
                        throw new Failure.Conflict("The mailbox was changed at the same moment: try again.");
                    }
                    var before = account.imap();
                    change.accept(account, now);
                    account.changed(now);
                    return account.imap().isSameMailbox(before)
                            ? Uni.createFrom().voidItem()
                            : leaveServer(account);
                }))
                .call(AccountStore::tellWorkers)
                .map(AccountView::of));
    }

    /** Forgets all that has its meaning on the former server alone; what lies there stays. */
    private static Uni<Void> leaveServer(MailAccount account) {
        return Panache.getSession()
                .chain(database -> database.createNativeQuery(FORGET_UIDS)
                        .setParameter("user", account.userId)
                        .setParameter("account", account.id)
                        .executeUpdate()
                        .chain(() -> database.createNativeQuery(FIND_DRAFTS_AGAIN)
                                .setParameter("user", account.userId)
                                .setParameter("account", account.id)
                                .setParameter("touched", CardDrafts.TOUCHED)
                                .executeUpdate()))
                .replaceWithVoid();
    }

    /** Wakes the workers once the transaction has committed. */
    private static Uni<String> tellWorkers() {
        return Panache.getSession()
                .chain(database ->
                        database.createNativeQuery(NOTIFY, String.class).getSingleResult());
    }

    Uni<Void> delete(MailboxWriter writer, UUID id) {
        return Panache.withTransaction(() -> User.lockFor(writer)
                .chain(() -> MailAccount.delete(OWN, writer.userId(), id))
                .invoke(deleted -> {
                    if (deleted == 0) {
                        throw new Failure.NotFound("mailbox");
                    }
                })
                .replaceWithVoid());
    }
}
