package co.getanswers.execution;

import co.getanswers.account.Counter;
import co.getanswers.account.CounterChange;
import co.getanswers.account.UserCounters;
import co.getanswers.action.Decider;
import co.getanswers.action.ExecutionSettings;
import co.getanswers.delivery.Reply;
import co.getanswers.delivery.ReplyContext;
import co.getanswers.objective.ObjectiveStatus;
import co.getanswers.triage.ActionType;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;

/** Writes what became of an execution. Each may be repeated: the second time finds that there is nothing to do. */
@ApplicationScoped
class ExecutionStore {
    /**
     * Whoever knows that it is done says so, also where somebody else has given it up for lost meanwhile. A later try
     * of the same execution bears a higher number.
     */
    private static final String DONE = """
            update executions
            set status = 'done', outcome = $3, provider_id = $4, last_error = null, leased_by = null,
                leased_until = null, finished_at = now()
            where id = $1 and attempts = $2 and status in ('queued', 'sending', 'unknown')""";

    private static final String ENDED = """
            update executions
            set status = $3::text, last_error = $4, leased_by = null, leased_until = null, finished_at = now()
            where id = $1 and attempts = $2 and status in ('queued', 'sending')""";

    private static final String AGAIN = """
            update executions
            set status = 'queued', last_error = $3, available_at = now() + make_interval(secs => $4), leased_by = null,
                leased_until = null
            where id = $1 and attempts = $2 and status in ('queued', 'sending')""";

    private static final String MESSAGE = """
            insert into messages (
              id, user_id, conversation_id, message_id, in_reply_to, mail_references, sender_email, sender_name,
              subject, body_text, body_html, direction, sent_at, created_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, left($9, 512), $10, '', 'outgoing', $11, now())
            on conflict do nothing""";

    private static final String REFERENCE = """
            insert into thread_references (user_id, message_id, conversation_id)
            values ($1, $2, $3)
            on conflict do nothing""";

    private static final String CONVERSATION =
            "update conversations set updated_at = greatest(updated_at, now()) where user_id = $1 and id = $2";

    /**
     * The decision has moved the objective already, unless other proposals of it waited; what happened to it since then
     * stands. A scheduled one gets its date here.
     */
    private static final String OBJECTIVE = """
            update objectives o
            set status = moved.status,
                due_at = case when moved.status = 'scheduled' then coalesce(o.due_at, now() + make_interval(secs => $3)) end,
                updated_at = case when moved.status = moved.before then o.updated_at else now() end
            from (
              select s.id, s.status as before,
                     case
                       when a.decided_by = 'person' and s.status <> 'muted' and s.updated_at <= a.resolved_at
                            and not exists (
                              select
                              from conversations c2
                              join agent_actions waiting on waiting.conversation_id = c2.id
                              where c2.objective_id = s.id and waiting.status = 'pending')
                         then $2::text
                       else s.status
                     end as status
              from agent_actions a
              join conversations c on c.id = a.conversation_id
              join objectives s on s.id = c.objective_id
              where a.id = $1
            ) moved
            where o.id = moved.id
              and (moved.status <> moved.before or moved.status = 'scheduled' and o.due_at is null)
            returning moved.before, moved.status""";

    private static final String WITHDRAWN =
            "delete from executions where id = $1 and attempts = $2 and status = 'queued'";

    private static final String PENDING = """
            update agent_actions
            set status = 'pending', decided_by = null, resolved_at = null, approved_at = null, objective_before = null,
                returned_reason = $2, updated_at = now()
            where id = $1""";

    private static final String REOPEN = """
            update objectives o
            set status = 'waiting_on_you', due_at = null, updated_at = now()
            from (
              select s.id, s.status as before
              from conversations c
              join objectives s on s.id = c.objective_id
              where c.id = $1
            ) was
            where o.id = was.id and was.before not in ('waiting_on_you', 'muted')
            returning was.before, o.status""";

    static final String MOVED_ON =
            "The thread has new mail since this was decided, and nothing was sent: read it, then decide again.";

    private final Pool pool;
    private final ExecutionSettings settings;

    ExecutionStore(Pool pool, ExecutionSettings settings) {
        this.pool = pool;
        this.settings = settings;
    }

    Uni<ReplyContext> context(Lease lease) {
        return pool.preparedQuery(ReplyContext.READ)
                .execute(Tuple.of(lease.actionId()))
                .map(rows -> rows.rowCount() == 0
                        ? null
                        : ReplyContext.of(rows.iterator().next()));
    }

    /** The reply is part of its thread, under the action's id. */
    Uni<Void> sent(Lease lease, ReplyContext context, Reply reply, String providerId) {
        return locked(
                lease,
                transaction -> transaction
                        .preparedQuery(DONE)
                        .execute(Tuple.of(
                                lease.id(),
                                lease.attempt(),
                                "Sent to " + reply.to().email() + ".",
                                providerId))
                        .chain(rows -> rows.rowCount() == 0
                                ? Uni.createFrom().voidItem()
                                : store(transaction, lease, context, reply)
                                        .chain(() -> moveObjective(transaction, lease))));
    }

    /** For what changes an objective and nothing outside. */
    Uni<Void> settled(Lease lease, String outcome) {
        return locked(
                lease,
                transaction -> transaction
                        .preparedQuery(DONE)
                        .execute(Tuple.of(lease.id(), lease.attempt(), outcome, null))
                        .chain(rows -> rows.rowCount() == 0
                                ? Uni.createFrom().voidItem()
                                : moveObjective(transaction, lease)));
    }

    Uni<Void> failed(Lease lease, String why) {
        return ended(lease, "failed", why);
    }

    Uni<Void> unknown(Lease lease, String why) {
        return ended(lease, "unknown", why);
    }

    Uni<Void> again(Lease lease, String why, Duration pause) {
        return pool.preparedQuery(AGAIN)
                .execute(Tuple.of(lease.id(), lease.attempt(), why, pause.toMillis() / 1000.0))
                .replaceWithVoid();
    }

    /** The person decides again, knowing what came. */
    Uni<Void> returned(Lease lease, ReplyContext context) {
        var change = new CounterChange()
                .add(Counter.pending(context.risk()), 1)
                .unresolved(context.resolvedAt(), context.decidedBy() == Decider.AGENT);
        return locked(
                lease,
                transaction -> transaction
                        .preparedQuery(WITHDRAWN)
                        .execute(Tuple.of(lease.id(), lease.attempt()))
                        .chain(rows -> rows.rowCount() == 0
                                ? Uni.createFrom().voidItem()
                                : transaction
                                        .preparedQuery(PENDING)
                                        .execute(Tuple.of(lease.actionId(), MOVED_ON))
                                        .chain(() ->
                                                moved(transaction, REOPEN, Tuple.of(context.conversationId()), change))
                                        .chain(() -> change.apply(transaction, lease.userId()))));
    }

    private Uni<Void> locked(Lease lease, Function<SqlClient, Uni<Void>> work) {
        return pool.withTransaction(
                transaction -> UserCounters.lock(transaction, lease.userId()).chain(() -> work.apply(transaction)));
    }

    private Uni<Void> ended(Lease lease, String status, String why) {
        return pool.preparedQuery(ENDED)
                .execute(Tuple.of(lease.id(), lease.attempt(), status, why))
                .replaceWithVoid();
    }

    private static Uni<Void> store(SqlClient transaction, Lease lease, ReplyContext context, Reply reply) {
        var message = Tuple.tuple(List.of())
                .addValue(lease.actionId())
                .addValue(lease.userId())
                .addValue(context.conversationId())
                .addValue(reply.messageId())
                .addValue(reply.inReplyTo())
                .addValue(reply.references().toArray(String[]::new))
                .addValue(reply.from().email())
                .addValue(reply.from().name())
                .addValue(reply.subject())
                .addValue(reply.text().replace("\r\n", "\n"))
                .addValue(reply.sentAt().atOffset(ZoneOffset.UTC));
        return transaction
                .preparedQuery(MESSAGE)
                .execute(message)
                .chain(() -> transaction
                        .preparedQuery(REFERENCE)
                        .execute(Tuple.of(lease.userId(), reply.messageId(), context.conversationId())))
                .chain(() -> transaction
                        .preparedQuery(CONVERSATION)
                        .execute(Tuple.of(lease.userId(), context.conversationId())))
                .replaceWithVoid();
    }

    private Uni<Void> moveObjective(SqlClient transaction, Lease lease) {
        var change = new CounterChange();
        var parameters = Tuple.of(
                lease.actionId(),
                standingAfter(lease.type()).value(),
                settings.scheduleFor().toMillis() / 1000.0);
        return moved(transaction, OBJECTIVE, parameters, change).chain(() -> change.apply(transaction, lease.userId()));
    }

    private static Uni<Void> moved(SqlClient transaction, String sql, Tuple parameters, CounterChange change) {
        return transaction
                .preparedQuery(sql)
                .execute(parameters)
                .invoke(rows -> rows.forEach(row -> change.move(
                        Counter.objectives(row.getString("before")), Counter.objectives(row.getString("status")))))
                .replaceWithVoid();
    }

    private static ObjectiveStatus standingAfter(ActionType type) {
        return switch (type) {
            case SEND, DRAFT -> ObjectiveStatus.WAITING_ON_OTHERS;
            case SCHEDULE -> ObjectiveStatus.SCHEDULED;
            case FILE, TRIAGE -> ObjectiveStatus.HANDLED;
        };
    }
}
