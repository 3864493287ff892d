package co.getanswers.mailbox;

import co.getanswers.account.MailboxTransaction;
import co.getanswers.action.ExecutionStore;
import co.getanswers.intake.HandledElsewhere;
import co.getanswers.platform.EnumValue;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The mail of filed cards that is to leave an inbox; an execution enqueues it, the worker that holds the account moves it. */
@ApplicationScoped
class MailMoves {
    /** The most moves of one turn. */
    static final int AT_ONCE = 20;

    /** Columns of a move {@code v}. A matter that waits on the person without a card was opened again by the person. */
    private static final String DUE = """
            select v.action_id, v.target, v.attempts, x.on_file, x.file_folder, m.message_id as mail_id, m.content_hash,
                   o.status = 'waiting_on_you' and not exists (
                     select
                     from (select id, user_id from conversations where objective_id = o.id offset 0) other
                     cross join lateral (select * from agent_actions where conversation_id = other.id offset 0) a
                     where other.user_id = $1 and a.user_id = $1 and %s) as reopened, %%s as places
            from mail_moves v
            join mail_accounts x on x.user_id = $1 and x.id = v.account_id
            join messages m on m.user_id = $1 and m.id = v.message_id
            join agent_actions filed on filed.user_id = $1 and filed.id = v.action_id
            join conversations c on c.user_id = $1 and c.id = filed.conversation_id
            join objectives o on o.user_id = $1 and o.id = c.objective_id
            where v.user_id = $1 and v.account_id = $2 and v.available_at <= now()""".formatted(HandledElsewhere.WAITS);

    private static final String ORDER = " order by v.available_at, v.action_id limit " + AT_ONCE;

    private static final String UIDS =
            "array(select l.uid from folder_messages l where l.folder_id = $3 and l.message_id = v.message_id)";

    /** While earlier mail is fetched, the place of a message may not be known yet. */
    private static final String DUE_IN_FOLDER =
            DUE.formatted(UIDS) + " and ($4 or cardinality(" + UIDS + ") > 0)" + ORDER;

    private static final String DUE_AT_GMAIL = DUE.formatted("""
            array(
              select g.gmail_id
              from gmail_messages g
              where g.user_id = $1 and g.account_id = $2 and g.message_id = v.message_id)""") + ORDER;

    private static final String BEGIN = """
            update mail_moves v
            set target = $5, attempts = v.attempts + 1, available_at = now() + make_interval(secs => $6)
            from mail_accounts x
            where v.user_id = $1 and v.account_id = $2 and v.action_id = $4 and v.available_at <= now()
              and x.user_id = $1 and x.id = $2 and x.leased_by = $3
            returning v.action_id""";

    private static final String END = """
            with moved as (
              update mail_moves
              set moved_to = $4, available_at = null
              where user_id = $1 and account_id = $2 and action_id = $3 and available_at is not null and $4::text is not null
              returning action_id
            ), left_alone as (
              delete from mail_moves
              where user_id = $1 and account_id = $2 and action_id = $3 and available_at is not null and $4::text is null
              returning action_id
            )
            select action_id from moved union all select action_id from left_alone""";

    private static final String IS_OPEN = """
            select from mail_moves
            where user_id = $1 and account_id = $2 and action_id = $3 and available_at is not null""";

    private final Pool pool;
    private final MailboxTransaction transactions;
    private final ExecutionStore executions;
    private final MeterRegistry metrics;

    MailMoves(Pool pool, MailboxTransaction transactions, ExecutionStore executions, MeterRegistry metrics) {
        this.pool = pool;
        this.transactions = transactions;
        this.executions = executions;
        this.metrics = metrics;
    }

    /**
     * A move that is due.
     *
     * @param target the folder of an earlier attempt, which may have succeeded; absent before the first
     * @param attempts those before
     * @param folder the name that the person chose; absent unless the mail goes to a folder
     * @param mailId the stored Message-ID, without angle brackets
     * @param contentHash absent if the message has none
     * @param reopened true if the person opened the matter again meanwhile
     * @param places UIDs in the inbox, or ids at Gmail
     */
    record Due<T>(
            UUID actionId,
            @Nullable String target,
            int attempts,
            Filing filing,
            @Nullable String folder,
            String mailId,
            @Nullable String contentHash,
            boolean reopened,
            List<T> places) {
        /** The result where the mail stays in the inbox without an attempt; null if it is to be moved. */
        @Nullable MovedMail withoutAttempt() {
            if (filing == Filing.LEAVE) {
                return MovedMail.left("Filed. The mail stays in the inbox, as the settings of its mailbox say.");
            }
            if (reopened) {
                return MovedMail.left("Filed, and opened again before the mail was moved: it stays in the inbox.");
            }
            return attempts < RetryPause.MOST_ATTEMPTS ? null : MovedMail.givenUp(attempts);
        }

        private static <T> Due<T> of(Row row, List<T> places) {
            return new Due<>(
                    row.getUUID("action_id"),
                    row.getString("target"),
                    row.getInteger("attempts"),
                    EnumValue.parse(Filing.class, row.getString("on_file")),
                    row.getString("file_folder"),
                    row.getString("mail_id"),
                    row.getString("content_hash"),
                    row.getBoolean("reopened"),
                    places);
        }
    }

    Uni<List<Due<Long>>> next(LeasedAccount account, FolderState inbox) {
        return pool.preparedQuery(DUE_IN_FOLDER)
                .execute(Tuple.of(account.userId(), account.id(), inbox.id(), inbox.isComplete()))
                .map(rows -> all(rows)
                        .map(row -> Due.of(row, Arrays.asList(row.getArrayOfLongs("places"))))
                        .toList());
    }

    Uni<List<Due<String>>> nextAtGmail(LeasedAccount account) {
        return pool.preparedQuery(DUE_AT_GMAIL)
                .execute(Tuple.of(account.userId(), account.id()))
                .map(rows -> all(rows)
                        .map(row -> Due.of(row, Arrays.asList(row.getArrayOfStrings("places"))))
                        .toList());
    }

    private static Stream<Row> all(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }

    /**
     * Records an attempt before it is made: the next one, after a failure or a kill, comes after a pause.
     *
     * @return false if the worker lost the account, or another one tries
     */
    Uni<Boolean> begin(String worker, LeasedAccount account, Due<?> move, String target) {
        return pool.preparedQuery(BEGIN)
                .execute(Tuple.of(
                        account.userId(),
                        account.id(),
                        worker,
                        move.actionId(),
                        target,
                        RetryPause.seconds(move.attempts())))
                .map(rows -> rows.size() == 1);
    }

    /** Ends a move, and tells the person how. */
    Uni<Void> end(LeasedAccount account, Due<?> move, MovedMail moved) {
        var parameters = Tuple.of(account.userId(), account.id(), move.actionId(), moved.movedTo());
        return tell(account, move, moved, END, parameters);
    }

    /** Tells the person why a move waits. */
    Uni<Void> tell(LeasedAccount account, Due<?> move, MovedMail waiting) {
        return tell(account, move, waiting, IS_OPEN, Tuple.of(account.userId(), account.id(), move.actionId()));
    }

    /** Tells the person if a statement finds the move, under the mailbox's lock, so that clients hear of it; and counts it. */
    private Uni<Void> tell(LeasedAccount account, Due<?> move, MovedMail moved, String statement, Tuple parameters) {
        return transactions.run(
                account.userId(),
                mailbox -> mailbox.client()
                        .preparedQuery(statement)
                        .execute(parameters)
                        .chain(found -> found.size() == 0
                                ? Uni.createFrom().voidItem()
                                : executions
                                        .tell(mailbox, move.actionId(), moved.outcome())
                                        .invoke(() -> mailbox.afterCommit().add(() -> count(moved)))));
    }

    private void count(MovedMail moved) {
        metrics.counter("getanswers.mailbox.moves", "outcome", moved.result().value())
                .increment();
    }
}
