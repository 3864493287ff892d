package co.getanswers.mailbox;

import co.getanswers.account.MailboxTransaction.Mailbox;
import co.getanswers.intake.HandledElsewhere;
import co.getanswers.platform.EnumValue;
import co.getanswers.platform.IdentifierGenerator;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Writes how far the folders of an account were read; only the worker that holds the account can. */
@ApplicationScoped
class FolderStore {
    /** Folders that are there no more lose their state with their row. */
    private static final String SYNC = """
            with held as (
              select id from mail_accounts where user_id = $1 and id = $2 and leased_by = $3
            ), gone as (
              delete from mail_folders f
              using held
              where f.user_id = $1 and f.account_id = held.id and f.name <> all ($5)
            )
            insert into mail_folders (
              id, user_id, account_id, name, role, uid_validity, highest_uid, lowest_uid, done, total)
            select wanted.id, $1, held.id, wanted.name, wanted.role, 0, 0, 0, 0, 0
            from held, unnest($4::uuid[], $5::text[], $6::text[]) as wanted (id, name, role)
            on conflict (account_id, name) do update
            set role = excluded.role
            returning id, name, role, uid_validity, highest_uid, lowest_uid""";

    private static final String TOTALS = """
            update mail_accounts a
            set messages_total = f.total, messages_done = f.done
            from (
              select coalesce(sum(greatest(total, done)), 0)::int as total, coalesce(sum(done), 0)::int as done
              from mail_folders
              where user_id = $1 and account_id = $2) f
            where a.user_id = $1 and a.id = $2 and (a.messages_total, a.messages_done) <> (f.total, f.done)""";

    private static final String RESTART = """
            with folder as (
              update mail_folders f
              set uid_validity = $5, highest_uid = $6, lowest_uid = $7, done = 0, total = $8
              from mail_accounts a
              where f.user_id = $1 and f.id = $4 and a.id = f.account_id and a.id = $2 and a.leased_by = $3
              returning f.id
            ), forgotten as (
              delete from folder_messages m using folder where m.folder_id = folder.id
            )
            select id from folder""";

    private static final String ADVANCE = """
            with folder as (
              update mail_folders f
              set highest_uid = greatest(highest_uid, $5), lowest_uid = least(lowest_uid, $6), done = done + $7
              from mail_accounts a
              where f.user_id = $1 and f.id = $4 and f.uid_validity = $8
                and a.id = f.account_id and a.id = $2 and a.leased_by = $3
              returning f.id
            ), counted as (
              update mail_accounts set messages_done = messages_done + $7 where id = $2 and exists (select from folder)
            )
            select id from folder""";

    private static final String LIES = """
            with folder as (
              select f.id
              from mail_folders f
              join mail_accounts a on a.user_id = $1 and a.id = f.account_id
              where f.user_id = $1 and f.id = $4 and f.uid_validity = $5 and a.id = $2 and a.leased_by = $3
              for key share of a, f
            ), lying as (
              insert into folder_messages (folder_id, uid, message_id)
              select folder.id, stored.uid, stored.message
              from folder, unnest($6::bigint[], $7::uuid[]) as stored (uid, message)
              on conflict do nothing
            )
            select id from folder""";

    /**
     * Cards that another mail program may settle, the newest first, each with the UID of its message, if that lies once in the
     * inbox. The message is looked up by its id alone, as in {@link co.getanswers.mail.InboxPlaces}.
     */
    private static final String WAITING = """
            with page as materialized (
              select a.id, a.message_id
              from agent_actions a
              where a.user_id = $1 and a.id < $4 and a.message_id is not null and %s
                and exists (select from mail_folders f where f.user_id = $1 and f.id = $2 and f.uid_validity = $3)
              order by a.id desc
              limit $5
            )
            select page.id, page.message_id, lying.uid
            from page
            left join lateral (
              select min(l.uid) as uid
              from (select folder_id, uid from folder_messages where message_id = page.message_id offset 0) l
              where l.folder_id = $2
              having count(*) = 1) lying on true
            order by page.id desc""".formatted(HandledElsewhere.MAY_BE_SETTLED);

    private static final String IS_CURRENT = """
            select
            from mail_folders f
            join mail_accounts a on a.user_id = $1 and a.id = f.account_id
            where f.user_id = $1 and f.id = $2 and f.uid_validity = $3 and a.leased_by = $4""";

    private final Pool pool;

    FolderStore(Pool pool) {
        this.pool = pool;
    }

    /** The account is held by another worker, or gone. */
    static final class LeaseLost extends RuntimeException {
        private static final long serialVersionUID = 1;

        LeaseLost() {
            super("The account is held by another worker, or gone", null, false, false);
        }
    }

    /** Reads the state of the folders by their names and roles, and remembers no others. */
    Uni<List<FolderState>> sync(String worker, LeasedAccount account, Map<FolderRole, String> folders) {
        var roles = List.copyOf(folders.keySet());
        return pool.preparedQuery(SYNC)
                .execute(Tuple.of(
                        account.userId(),
                        account.id(),
                        worker,
                        roles.stream().map(role -> IdentifierGenerator.next()).toArray(UUID[]::new),
                        roles.stream().map(folders::get).toArray(String[]::new),
                        roles.stream().map(EnumValue::of).toArray(String[]::new)))
                .map(rows -> {
                    requireHeld(rows.size());
                    return StreamSupport.stream(rows.spliterator(), false)
                            .map(row -> FolderState.of(row, EnumValue.parse(FolderRole.class, row.getString("role"))))
                            .toList();
                });
    }

    /** Records that a folder is read from its beginning. */
    Uni<Void> restart(String worker, LeasedAccount account, FolderState fresh, int total) {
        return pool.preparedQuery(RESTART)
                .execute(Tuple.from(new Object[] {
                    account.userId(),
                    account.id(),
                    worker,
                    fresh.id(),
                    fresh.uidValidity(),
                    fresh.highestUid(),
                    fresh.lowestUid(),
                    total
                }))
                .invoke(rows -> requireHeld(rows.size()))
                .chain(() -> pool.preparedQuery(TOTALS).execute(Tuple.of(account.userId(), account.id())))
                .replaceWithVoid();
    }

    /** Records how far a folder was read. */
    Uni<Void> advance(String worker, LeasedAccount account, FolderState reached, int done) {
        return pool.preparedQuery(ADVANCE)
                .execute(Tuple.from(new Object[] {
                    account.userId(),
                    account.id(),
                    worker,
                    reached.id(),
                    reached.highestUid(),
                    reached.lowestUid(),
                    done,
                    reached.uidValidity()
                }))
                .invoke(rows -> requireHeld(rows.size()))
                .replaceWithVoid();
    }

    /**
     * Records where messages lie, by UID, in the transaction that stores them: a deletion of the mailbox with its mail finds
     * all of it, and none comes after.
     *
     * @throws LeaseLost (in the Uni) if the worker holds the account no more, or the UIDs lost their meaning
     */
    static Uni<Void> lies(
            Mailbox mailbox, String worker, LeasedAccount account, FolderState folder, Map<Long, UUID> stored) {
        var uids = stored.keySet().toArray(Long[]::new);
        return mailbox.client()
                .preparedQuery(LIES)
                .execute(Tuple.from(new Object[] {
                    account.userId(),
                    account.id(),
                    worker,
                    folder.id(),
                    folder.uidValidity(),
                    uids,
                    Arrays.stream(uids).map(stored::get).toArray(UUID[]::new)
                }))
                .invoke(rows -> requireHeld(rows.size()))
                .replaceWithVoid();
    }

    /** A message by its UID in a folder. */
    record Lying(long uid, UUID messageId) {}

    /**
     * Messages of waiting cards.
     *
     * @param lying those that lie once in the inbox
     * @param last the last card that was read; absent if there are no more
     */
    record Waiting(List<Lying> lying, @Nullable UUID last) {}

    /**
     * Reads messages of cards that another mail program may settle, the newest cards first.
     *
     * @param before the card before which others are wanted
     * @param limit the most cards
     */
    Uni<Waiting> waiting(LeasedAccount account, FolderState folder, UUID before, int limit) {
        return pool.preparedQuery(WAITING)
                .execute(Tuple.of(account.userId(), folder.id(), folder.uidValidity(), before, limit))
                .map(rows -> {
                    var lying = new ArrayList<Lying>();
                    UUID last = null;
                    for (var row : rows) {
                        last = row.getUUID("id");
                        if (row.getLong("uid") != null) {
                            lying.add(new Lying(row.getLong("uid"), row.getUUID("message_id")));
                        }
                    }
                    return new Waiting(List.copyOf(lying), rows.size() < limit ? null : last);
                });
    }

    /** Tells whether the UIDs of a folder still mean what they did, and the worker still holds the account. */
    static Uni<Boolean> isCurrent(Mailbox mailbox, String worker, FolderState folder) {
        return mailbox.client()
                .preparedQuery(IS_CURRENT)
                .execute(Tuple.of(mailbox.userId(), folder.id(), folder.uidValidity(), worker))
                .map(rows -> rows.size() == 1);
    }

    private static void requireHeld(int rows) {
        if (rows == 0) {
            throw new LeaseLost();
        }
    }
}
