package co.getanswers.mailbox;

import co.getanswers.account.MailboxTransaction.Mailbox;
import co.getanswers.intake.HandledElsewhere;
import co.getanswers.mailbox.FolderStore.LeaseLost;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Writes how far mailboxes at Gmail were read; only the worker that holds the account can. */
@ApplicationScoped
class GmailStore {
    private static final String READ = """
            select history_id, inbox_page, inbox_listed, sent_page, sent_listed
            from gmail_mailboxes
            where user_id = $1 and account_id = $2""";

    private static final String RESTART = """
            with held as (
              update mail_accounts set messages_total = $5, messages_done = 0
              where user_id = $1 and id = $2 and leased_by = $3
              returning id
            )
            insert into gmail_mailboxes (account_id, user_id, history_id, inbox_listed, sent_listed)
            select id, $1, $4, false, false from held
            on conflict (account_id) do update
            set history_id = excluded.history_id, inbox_page = null, inbox_listed = false, sent_page = null,
                sent_listed = false
            returning account_id""";

    private static final String ADVANCE = """
            with held as (
              update mail_accounts set messages_done = messages_done + $9
              where user_id = $1 and id = $2 and leased_by = $3
              returning id
            )
            update gmail_mailboxes g
            set history_id = $4, inbox_page = $5, inbox_listed = $6, sent_page = $7, sent_listed = $8
            from held
            where g.user_id = $1 and g.account_id = held.id
            returning g.account_id""";

    private static final String KNOWN =
            "select gmail_id from gmail_messages where user_id = $1 and account_id = $2 and gmail_id = any($3)";

    private static final String STORED = """
            with held as (
              select id from mail_accounts where user_id = $1 and id = $2 and leased_by = $3 for key share
            ), stored as (
              insert into gmail_messages (account_id, gmail_id, user_id, thread_id, message_id)
              select held.id, read.gmail_id, $1, read.thread_id, m.id
              from held
              cross join unnest($4::text[], $5::text[], $6::uuid[]) as read (gmail_id, thread_id, message)
              left join lateral (
                select id, user_id from messages where id = read.message offset 0
              ) m on m.user_id = $1
              on conflict (account_id, gmail_id) do update
              set message_id = coalesce(gmail_messages.message_id, excluded.message_id)
            )
            select id from held""";

    /** A message that lies in the mailbox twice may still lie in the inbox. */
    private static final String WAITING = """
            select distinct g.gmail_id, g.message_id
            from gmail_messages g
            cross join lateral (select * from agent_actions where message_id = g.message_id offset 0) a
            where g.user_id = $1 and g.account_id = $2 and g.gmail_id = any($3) and a.user_id = $1 and %s
              and not exists (
                select
                from (select user_id, gmail_id from gmail_messages where message_id = g.message_id offset 0) twin
                where twin.user_id = $1 and twin.gmail_id <> g.gmail_id)""".formatted(HandledElsewhere.MAY_BE_SETTLED);

    private static final String IS_HELD = "select from mail_accounts where user_id = $1 and id = $2 and leased_by = $3";

    private final Pool pool;

    GmailStore(Pool pool) {
        this.pool = pool;
    }

    /** The drafts and threads of an account. */
    GmailDrafts drafts(LeasedAccount account) {
        return new GmailDrafts(pool, account.userId(), account.id());
    }

    /** @param messageId absent if it could not be stored */
    record Stored(String gmailId, String threadId, @Nullable UUID messageId) {}

    /** @return empty before the mailbox was first reached */
    Uni<Optional<GmailState>> read(LeasedAccount account) {
        return pool.preparedQuery(READ)
                .execute(Tuple.of(account.userId(), account.id()))
                .map(rows -> rows.rowCount() == 0
                        ? Optional.empty()
                        : Optional.of(GmailState.of(rows.iterator().next())));
    }

    /** Records that a mailbox is listed from its beginning. */
    Uni<Void> restart(String worker, LeasedAccount account, String historyId, int total) {
        return write(RESTART, account.userId(), account.id(), worker, historyId, total);
    }

    /** @param done the earlier messages that were read or known with this step */
    Uni<Void> advance(String worker, LeasedAccount account, GmailState reached, int done) {
        return write(
                ADVANCE,
                account.userId(),
                account.id(),
                worker,
                reached.historyId(),
                reached.inbox().page(),
                reached.inbox().complete(),
                reached.sent().page(),
                reached.sent().complete(),
                done);
    }

    /** The ids among those given whose messages were read. */
    Uni<Set<String>> known(LeasedAccount account, List<String> ids) {
        return pool.preparedQuery(KNOWN)
                .execute(Tuple.of(account.userId(), account.id(), ids.toArray(String[]::new)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getString("gmail_id"))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    Uni<Void> stored(String worker, LeasedAccount account, List<Stored> messages) {
        return stored(pool, worker, account, messages);
    }

    /**
     * @param client the transaction that stores the messages: a deletion of the mailbox with its mail finds all of it, and none
     *     comes after
     * @throws LeaseLost (in the Uni) if the worker holds the account no more
     */
    static Uni<Void> stored(SqlClient client, String worker, LeasedAccount account, List<Stored> messages) {
        return write(
                client,
                STORED,
                account.userId(),
                account.id(),
                worker,
                messages.stream().map(Stored::gmailId).toArray(String[]::new),
                messages.stream().map(Stored::threadId).toArray(String[]::new),
                messages.stream().map(Stored::messageId).toArray(UUID[]::new));
    }

    /** The messages with cards that another mail program may settle, by their ids at Gmail. */
    Uni<Map<String, UUID>> waiting(LeasedAccount account, List<String> ids) {
        return pool.preparedQuery(WAITING)
                .execute(Tuple.of(account.userId(), account.id(), ids.toArray(String[]::new)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .collect(Collectors.toUnmodifiableMap(
                                row -> row.getString("gmail_id"), row -> row.getUUID("message_id"))));
    }

    static Uni<Boolean> isHeld(Mailbox mailbox, String worker, LeasedAccount account) {
        return mailbox.client()
                .preparedQuery(IS_HELD)
                .execute(Tuple.of(mailbox.userId(), account.id(), worker))
                .map(rows -> rows.size() == 1);
    }

    private Uni<Void> write(String statement, @Nullable Object... parameters) {
        return write(pool, statement, parameters);
    }

    private static Uni<Void> write(SqlClient client, String statement, @Nullable Object... parameters) {
        return client.preparedQuery(statement)
                .execute(Tuple.from(parameters))
                .invoke(rows -> {
                    if (rows.size() == 0) {
                        throw new LeaseLost();
                    }
                })
                .replaceWithVoid();
    }
}
