package co.getanswers.mailbox;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * The drafts by which the replies of an account leave Gmail, for threads that may block.
 *
 * @param accountId of the mailbox
 */
record GmailDrafts(Pool pool, UUID userId, UUID accountId) implements GmailTransport.Drafts {
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private static final String FIND =
            "select draft_id, begun from gmail_drafts where user_id = $1 and account_id = $2 and action_id = $3";

    /** The thread of the answered message, else of the latest of its conversation. */
    private static final String THREAD = """
            select g.thread_id
            from agent_actions a
            join messages m on m.user_id = $1 and m.conversation_id = a.conversation_id
            join gmail_messages g on g.user_id = $1 and g.account_id = $2 and g.message_id = m.id
            where a.user_id = $1 and a.id = $3
            order by m.id = a.message_id desc, m.sent_at desc
            limit 1""";

    private static final String KEEP = """
            insert into gmail_drafts (action_id, user_id, account_id, draft_id, begun)
            values ($3, $1, $2, $4, false)
            on conflict (action_id) do update
            set account_id = excluded.account_id, draft_id = excluded.draft_id, begun = false
            where gmail_drafts.user_id = excluded.user_id and gmail_drafts.account_id <> excluded.account_id""";

    /** The draft of one attempt alone: an attempt that has lost its lease knows nothing of those after it. */
    private static final String ITS_DRAFT = "user_id = $1 and account_id = $2 and action_id = $3 and draft_id = $4";

    private static final String BEGIN = "update gmail_drafts set begun = true where " + ITS_DRAFT;

    private static final String FORGET = "delete from gmail_drafts where " + ITS_DRAFT;

    /** The sent message is known, so that it is not read as new mail. */
    private static final String SENT = """
            with done as (
              delete from gmail_drafts where %s
            )
            insert into gmail_messages (account_id, gmail_id, user_id, thread_id)
            values ($2, $5, $1, $6)
            on conflict do nothing""".formatted(ITS_DRAFT);

    @Override
    public Optional<Draft> find(UUID actionId) {
        var rows = execute(FIND, userId, accountId, actionId);
        if (rows.rowCount() == 0) {
            return Optional.empty();
        }
        var row = rows.iterator().next();
        return Optional.of(new Draft(row.getString("draft_id"), row.getBoolean("begun")));
    }

    @Override
    public Optional<String> thread(UUID actionId) {
        var rows = execute(THREAD, userId, accountId, actionId);
        return rows.rowCount() == 0
                ? Optional.empty()
                : Optional.of(rows.iterator().next().getString("thread_id")).filter(thread -> !thread.isEmpty());
    }

    @Override
    public boolean keep(UUID actionId, String draftId) {
        return execute(KEEP, userId, accountId, actionId, draftId).rowCount() == 1;
    }

    @Override
    public boolean begin(UUID actionId, String draftId) {
        return execute(BEGIN, userId, accountId, actionId, draftId).rowCount() == 1;
    }

    @Override
    public void forget(UUID actionId, String draftId) {
        execute(FORGET, userId, accountId, actionId, draftId);
    }

    /** Does the same in a transaction. */
    Uni<Void> forget(SqlClient transaction, UUID actionId, String draftId) {
        return transaction
                .preparedQuery(FORGET)
                .execute(Tuple.of(userId, accountId, actionId, draftId))
                .replaceWithVoid();
    }

    @Override
    public void sent(UUID actionId, String draftId, String gmailId, String threadId) {
        execute(SENT, userId, accountId, actionId, draftId, gmailId, threadId);
    }

    private RowSet<Row> execute(String statement, Object... parameters) {
        return pool.preparedQuery(statement)
                .execute(Tuple.from(parameters))
                .await()
                .atMost(ANSWER);
    }
}
