package co.getanswers.review;

import co.getanswers.account.AuthenticatedUser;
import co.getanswers.account.Counter;
import co.getanswers.account.MailboxTransaction;
import co.getanswers.account.MailboxTransaction.Mailbox;
import co.getanswers.action.ActionStatus;
import co.getanswers.action.Decider;
import co.getanswers.action.ExecutionSettings;
import co.getanswers.action.ExecutionStore;
import co.getanswers.action.Lifecycle;
import co.getanswers.action.SettledElsewhere;
import co.getanswers.objective.ObjectiveStatus;
import co.getanswers.platform.EnumValue;
import co.getanswers.platform.Failure;
import co.getanswers.triage.ActionType;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;

/** Withdraws decisions within the undo window, while no worker has taken them up. */
@ApplicationScoped
public class WithdrawalService {
    /**
     * The time is that of the workers' clock, the database's. An escalation before the decision stays, and so do the
     * recipients of a person's own answer, which has no other proposal than itself.
     */
    private static final String WITHDRAW =
            """
            with seen as (
              select a.*, e.id as execution_id,
                     a.status <> 'pending' and a.mail_deleted_at is null and a.resolved_at > statement_timestamp() - make_interval(secs => {undo})
                       as withdrawable
              from agent_actions a
              left join executions e on e.user_id = $1 and e.action_id = a.id
              where a.user_id = $1 and a.id = $2
            ), removed as (
              %s
            )
            update agent_actions a
            set status = 'pending', decided_by = null, resolved_at = null, approved_at = null, approval_note = null,
                reply_all = a.reply_all and coalesce(a.user_edit = a.proposed_content, false),
                recipients = case when a.user_edit = a.proposed_content then a.recipients end,
                user_edit = null, override_reason = null, objective_before = null, objective_due_before = null,
                action_type = coalesce(a.action_type_before, a.action_type), action_type_before = null, updated_at = now()
            from seen
            where a.user_id = $1 and a.id = seen.id and seen.withdrawable
              and (seen.execution_id is null or exists (select from removed))
            returning seen.conversation_id, seen.status, seen.action_type, seen.decided_by, seen.resolved_at,
              seen.risk_level, seen.objective_before, seen.objective_due_before, seen.override_reason""".formatted(ExecutionStore.WITHDRAW_SEEN).replace("{undo}", ExecutionStore.undoSeconds("$3"));

    /** An objective that was moved since the decision stays where it is. */
    private static final String MOVE_BACK = """
            update objectives o
            set status = $4, due_at = $5, updated_at = now()
            from conversations c
            where c.user_id = $1 and c.id = $2 and o.user_id = $1 and o.id = c.objective_id and o.status = $3
              and o.status <> $4""";

    private static final String STATE =
            """
            select a.status, a.mail_deleted_at, a.resolved_at > statement_timestamp() - make_interval(secs => {undo}) as in_time, {undo} as undo_seconds, %s,
                   e.finished_at, e.leased_until
            from agent_actions a
            left join executions e on e.user_id = $1 and e.action_id = a.id
            where a.user_id = $1 and a.id = $2""".formatted(ExecutionView.COLUMNS).replace("{undo}", ExecutionStore.undoSeconds("$3"));

    private final MailboxTransaction mailboxes;
    private final Duration window;
    private final DecisionMetrics metrics;

    WithdrawalService(MailboxTransaction mailboxes, ExecutionSettings settings, DecisionMetrics metrics) {
        this.mailboxes = mailboxes;
        this.window = settings.undoWindow();
        this.metrics = metrics;
    }

    /**
     * Makes the card pending again and leaves everything as it was before the decision.
     *
     * @throws Failure.Conflict (in the Uni) when it is pending, the undo window is over, or a worker was first
     * @throws Failure.NotFound (in the Uni) when the user has no such card
     */
    public Uni<Void> withdraw(AuthenticatedUser user, UUID id) {
        var parameters = Tuple.of(user.id(), id, window.toMillis() / 1000.0);
        return mailboxes
                .run(
                        user,
                        mailbox -> mailbox.client()
                                .preparedQuery(WITHDRAW)
                                .execute(parameters)
                                .chain(rows -> rows.size() == 0
                                        ? refuse(mailbox, parameters)
                                        : undo(mailbox, rows.iterator().next()))
                                .invoke(outcome -> mailbox.afterCommit().add(() -> metrics.withdrawn(outcome))))
                .replaceWithVoid();
    }

    /** @param seen the card as it was decided */
    private static Uni<ActionStatus> undo(Mailbox mailbox, Row seen) {
        var outcome = EnumValue.parse(ActionStatus.class, seen.getString("status"));
        var type = EnumValue.parse(ActionType.class, seen.getString("action_type"));
        var decider = EnumValue.parse(Decider.class, seen.getString("decided_by"));
        mailbox.counters()
                .add(Counter.pending(seen.getString("risk_level")), 1)
                .unresolved(seen.getOffsetDateTime("resolved_at").toInstant(), decider == Decider.AGENT);
        var after = SettledElsewhere.of(seen.getString("override_reason"))
                .map(Lifecycle::objectiveAfter)
                .orElseGet(() -> Lifecycle.objectiveAfter(outcome, type, decider))
                .value();
        // The agent's own decisions record no status: a card that waits for review waits on the person.
        var before = seen.getString("objective_before") == null
                ? ObjectiveStatus.WAITING_ON_YOU.value()
                : seen.getString("objective_before");
        return mailbox.client()
                .preparedQuery(MOVE_BACK)
                .execute(Tuple.of(
                        mailbox.userId(),
                        seen.getUUID("conversation_id"),
                        after,
                        before,
                        seen.getOffsetDateTime("objective_due_before")))
                .invoke(rows -> {
                    if (rows.rowCount() == 1) {
                        mailbox.counters().move(Counter.objectives(after), Counter.objectives(before));
                    }
                })
                .replaceWith(outcome);
    }

    private static Uni<ActionStatus> refuse(Mailbox mailbox, Tuple parameters) {
        return mailbox.client().preparedQuery(STATE).execute(parameters).map(rows -> {
            if (rows.size() == 0) {
                throw new Failure.NotFound("card");
            }
            throw refusal(rows.iterator().next());
        });
    }

    private static Failure refusal(Row card) {
        if (ActionStatus.PENDING.value().equals(card.getString("status"))) {
            return new Failure.Conflict("This card is pending: there is no decision to withdraw.");
        }
        if (card.getOffsetDateTime("mail_deleted_at") != null) {
            return new Failure.Conflict(
                    "This decision can't be withdrawn any more: the mail of the card was deleted with its mailbox.");
        }
        var inTime = Boolean.TRUE.equals(card.getBoolean("in_time"));
        var window = "that can be done for " + Math.round(card.getDouble("undo_seconds")) + " s";
        return new Failure.Conflict("This decision can't be withdrawn any more: "
                + (card.getString("execution_status") == null
                        ? window
                        : (inTime ? "" : window + ", and ") + ExecutionView.told(card))
                + ".");
    }
}
