package co.getanswers.mailbox;

import co.getanswers.account.Counter;
import co.getanswers.account.MailboxTransaction;
import co.getanswers.account.MailboxTransaction.Mailbox;
import co.getanswers.account.MailboxWriter;
import co.getanswers.action.ExecutionStore;
import co.getanswers.intake.HandledElsewhere;
import co.getanswers.intake.Intake;
import co.getanswers.platform.Failure;
import co.getanswers.platform.database.LongStatements;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Deletes a mailbox with the mail that came through it alone, and the cards that wait for it, in one transaction. Decided cards
 * stay without their mail, and so do sent replies: they are the record of what was decided and done in the person's name.
 */
@ApplicationScoped
class MailDeletion {
    /** The most messages of one statement. */
    private static final int CHUNK = 5_000;

    /** The condition on a row {@code a} of agent_actions: no person has decided about it. */
    private static final String UNDECIDED = "(a.status = 'pending' or %s)".formatted(ExecutionStore.IS_AGENTS_DRAFT);

    private static final String UNDER_WAY = """
            exists (
              select from executions e
              where e.user_id = $1 and e.action_id = a.id and e.status in ('queued', 'sending', 'unknown'))""";

    /** The messages that are known to have come through account $2 of user $1, with the reasons why some stay. */
    private static final String FOUND = """
            with account as (
              select created_at from mail_accounts where user_id = $1 and id = $2
            ), lying as (
              select l.message_id
              from mail_folders f
              join folder_messages l on l.folder_id = f.id
              where f.user_id = $1 and f.account_id = $2
              union
              select g.message_id
              from gmail_messages g
              where g.user_id = $1 and g.account_id = $2 and g.message_id is not null
            ), elsewhere as (
              select l.message_id
              from mail_folders f
              join folder_messages l on l.folder_id = f.id
              where f.user_id = $1 and f.account_id <> $2
              union
              select g.message_id
              from gmail_messages g
              where g.user_id = $1 and g.account_id <> $2 and g.message_id is not null
            ), found as materialized (
              select m.id, m.direction,
                     case
                       when elsewhere.message_id is not null then 'elsewhere'
                       when m.created_at < account.created_at then 'before'
                       when exists (select from agent_actions sent where sent.user_id = $1 and sent.id = m.id) then 'reply'
                     end as stays
              from account
              cross join lying
              join lateral (
                select id, direction, created_at from messages where user_id = $1 and id = lying.message_id limit 1
              ) m on true
              left join elsewhere on elsewhere.message_id = lying.message_id
            )""";

    private static final String COUNTS = FOUND + """
            , cards as (
              select %2$s as under_way, %1$s as undecided,
                     coalesce(a.user_edit, a.escalation_note, a.approval_note, a.recipients::text) is not null
                       or a.category is null as own_text
              from found
              join agent_actions a on a.user_id = $1 and a.message_id = found.id
              where found.stays is null
            )
            select m.*, c.*
            from (
              select count(*) filter (where stays is null)::int as messages,
                     count(*) filter (where stays is null and direction = 'outgoing')::int as sent_messages,
                     count(*) filter (where stays = 'elsewhere')::int as elsewhere,
                     count(*) filter (where stays = 'before')::int as before,
                     count(*) filter (where stays = 'reply')::int as replies
              from found) m
            cross join (
              select count(*) filter (where undecided and not under_way)::int as cards,
                     count(*) filter (where undecided and not under_way and own_text)::int as own_texts,
                     count(*) filter (where not undecided and not under_way)::int as decided,
                     count(*) filter (where under_way)::int as under_way
              from cards) c""".formatted(UNDECIDED, UNDER_WAY);

    private static final String LOCK = "select from mail_accounts where user_id = $1 and id = $2 for update";

    private static final String CHOSEN =
            FOUND + " select coalesce(array_agg(id order by id), '{}') as ids from found where stays is null";

    private static final String DISCONNECT = "delete from mail_accounts where user_id = $1 and id = $2";

    private static final String ANY_UNDER_WAY = """
            select from agent_actions a where a.user_id = $1 and a.message_id = any($2) and %s limit 1""".formatted(UNDER_WAY);

    /** The objectives of messages; those that bear the subject of one, as intake names them, are not the person's own. */
    private static final String OBJECTIVES = """
            select c.id as conversation_id, c.objective_id,
                   bool_or(o.title = case when btrim(m.subject) = '' then $3 else m.subject end) as named_by_mail
            from messages m
            join conversations c on c.user_id = $1 and c.id = m.conversation_id
            join objectives o on o.user_id = $1 and o.id = c.objective_id
            where m.user_id = $1 and m.id = any($2)
            group by c.id, c.objective_id""";

    /** Deletes cards on which a condition holds, and counts them. */
    private static final String DELETE_CARDS = """
            with gone as (
              delete from agent_actions a
              where a.user_id = $1 and %%s and %s
              returning a.conversation_id, a.status, a.risk_level, a.decided_by, a.resolved_at
            )
            select count(*) filter (where status = 'pending' and risk_level = 'high')::int as pending_high,
                   count(*) filter (where status = 'pending' and risk_level = 'medium')::int as pending_medium,
                   count(*) filter (where status = 'pending' and risk_level = 'low')::int as pending_low,
                   count(*) filter (where (resolved_at at time zone 'UTC')::date = k.resolved_on)::int as resolved,
                   k.resolved_on, array_agg(distinct conversation_id) as conversations
            from gone
            join user_counters k on k.user_id = $1
            group by k.resolved_on""".formatted(UNDECIDED);

    private static final String DELETE_CARDS_OF_MESSAGES = DELETE_CARDS.formatted("a.message_id = any($2)");

    /** Rows of the old service name no message. */
    private static final String DELETE_CARDS_OF_EMPTIED = DELETE_CARDS.formatted("""
            a.conversation_id = any($2) and a.message_id is null and a.mail_deleted_at is null and not exists (
              select from messages m where m.user_id = $1 and m.conversation_id = a.conversation_id)""");

    /** The summary retells the mail. */
    private static final String DETACH = """
            update agent_actions
            set message_id = null, summary = null, mail_deleted_at = $3
            where user_id = $1 and message_id = any($2)""";

    private static final String DELETE_MESSAGES = "delete from messages where user_id = $1 and id = any($2)";

    private static final String DELETE_EMPTIED = """
            delete from conversations c
            where c.user_id = $1 and c.id = any($2)
              and not exists (select from messages m where m.user_id = $1 and m.conversation_id = c.id)
              and not exists (select from agent_actions a where a.user_id = $1 and a.conversation_id = c.id)""";

    private static final String DELETE_OBJECTIVES = """
            delete from objectives o
            where o.user_id = $1 and o.id = any($2)
              and not exists (select from conversations c where c.user_id = $1 and c.objective_id = o.id)
            returning o.status""";

    private final MailboxTransaction transactions;
    private final LongStatements statements;

    MailDeletion(MailboxTransaction transactions, LongStatements statements) {
        this.transactions = transactions;
        this.statements = statements;
    }

    /** Counts what {@link #delete} would delete and leave now; zeros if the user has no such mailbox. */
    Uni<AccountMail> count(UUID userId, UUID id) {
        return statements
                .run(connection -> connection.preparedQuery(COUNTS).execute(Tuple.of(userId, id)))
                .map(rows -> AccountMail.of(rows.iterator().next()));
    }

    /**
     * @throws Failure.NotFound (in the Uni) if the user has no such mailbox
     * @throws Failure.Conflict (in the Uni) while a card of its mail is being executed
     */
    Uni<Void> delete(MailboxWriter writer, UUID id) {
        return transactions.runLong(writer, mailbox -> new Run(mailbox, id).delete());
    }

    /** A conversation of deleted mail. */
    private record Touched(UUID conversation, UUID objective, boolean namedByMail) {}

    /** One attempt. */
    private static final class Run {
        private final Mailbox mailbox;
        private final UUID account;
        private final List<Touched> touched = new ArrayList<>();
        private final List<UUID> lostCards = new ArrayList<>();

        Run(Mailbox mailbox, UUID account) {
            this.mailbox = mailbox;
            this.account = account;
        }

        Uni<Void> delete() {
            return query(LOCK, account).chain(locked -> {
                if (locked.size() == 0) {
                    throw new Failure.NotFound("mailbox");
                }
                return query(CHOSEN, account)
                        .map(rows -> Arrays.asList(rows.iterator().next().getArrayOfUUIDs("ids")))
                        .chain(this::deleteWith);
            });
        }

        private Uni<Void> deleteWith(List<UUID> messages) {
            return each(messages, this::requireAtRest)
                    .chain(() -> query(DISCONNECT, account))
                    .chain(() -> each(messages, this::deleteMessages))
                    .chain(() -> each(conversations(), this::deleteConversations))
                    .chain(this::settleObjectives);
        }

        private Uni<Void> requireAtRest(UUID[] messages) {
            return query(ANY_UNDER_WAY, (Object) messages)
                    .invoke(found -> {
                        if (found.size() > 0) {
                            throw new Failure.Conflict(
                                    "A card of this mailbox's mail is being carried out, or nobody knows yet whether its"
                                            + " reply was sent: wait until that is settled, or keep the mail.");
                        }
                    })
                    .replaceWithVoid();
        }

        private Uni<Void> deleteMessages(UUID[] messages) {
            return query(OBJECTIVES, messages, Intake.NO_SUBJECT)
                    .invoke(rows -> rows.forEach(row -> touched.add(new Touched(
                            row.getUUID("conversation_id"),
                            row.getUUID("objective_id"),
                            row.getBoolean("named_by_mail")))))
                    .chain(() -> query(DELETE_CARDS_OF_MESSAGES, (Object) messages))
                    .invoke(this::count)
                    .chain(() -> query(DETACH, messages, mailbox.now().atOffset(ZoneOffset.UTC)))
                    .chain(() -> query(DELETE_MESSAGES, (Object) messages))
                    .replaceWithVoid();
        }

        private Uni<Void> deleteConversations(UUID[] conversations) {
            return query(DELETE_CARDS_OF_EMPTIED, (Object) conversations)
                    .invoke(this::count)
                    .chain(() -> query(DELETE_EMPTIED, (Object) conversations))
                    .replaceWithVoid();
        }

        private void count(RowSet<Row> cards) {
            for (var row : cards) {
                mailbox.counters()
                        .add(Counter.PENDING_HIGH, -row.getInteger("pending_high"))
                        .add(Counter.PENDING_MEDIUM, -row.getInteger("pending_medium"))
                        .add(Counter.PENDING_LOW, -row.getInteger("pending_low"))
                        .unresolved(
                                row.getLocalDate("resolved_on"),
                                row.getInteger("resolved"),
                                row.getInteger("resolved"));
                lostCards.addAll(Arrays.asList(row.getArrayOfUUIDs("conversations")));
            }
        }

        private List<UUID> conversations() {
            return touched.stream().map(Touched::conversation).distinct().toList();
        }

        /** Deletes objectives that the mail made and that are empty now; others that wait for no card any more are handled. */
        private Uni<Void> settleObjectives() {
            var namedByMail = touched.stream()
                    .filter(Touched::namedByMail)
                    .map(Touched::objective)
                    .distinct()
                    .toList();
            var lost = Set.copyOf(lostCards);
            var waited = touched.stream()
                    .filter(conversation -> lost.contains(conversation.conversation()))
                    .map(Touched::objective)
                    .distinct()
                    .toList();
            return each(
                            namedByMail,
                            objectives -> query(DELETE_OBJECTIVES, (Object) objectives)
                                    .invoke(rows -> rows.forEach(row ->
                                            mailbox.counters().add(Counter.objectives(row.getString("status")), -1)))
                                    .replaceWithVoid())
                    .chain(() -> each(waited, objectives -> HandledElsewhere.handle(mailbox, objectives)));
        }

        private static Uni<Void> each(List<UUID> ids, Function<UUID[], Uni<Void>> work) {
            var chunks = new ArrayList<UUID[]>();
            for (var from = 0; from < ids.size(); from += CHUNK) {
                chunks.add(ids.subList(from, Math.min(ids.size(), from + CHUNK)).toArray(UUID[]::new));
            }
            return Multi.createFrom()
                    .iterable(chunks)
                    .onItem()
                    .transformToUniAndConcatenate(work::apply)
                    .onItem()
                    .ignoreAsUni();
        }

        private Uni<RowSet<Row>> query(String statement, Object... parameters) {
            var all = Tuple.of(mailbox.userId());
            for (var parameter : parameters) {
                all.addValue(parameter);
            }
            return mailbox.client().preparedQuery(statement).execute(all);
        }
    }
}
