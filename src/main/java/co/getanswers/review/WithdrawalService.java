package co.getanswers.review;

import co.getanswers.account.Counter;
import co.getanswers.account.CounterChange;
import co.getanswers.account.UserCounters;
import co.getanswers.action.ActionStatus;
import co.getanswers.action.AgentAction;
import co.getanswers.action.Decider;
import co.getanswers.action.Execution;
import co.getanswers.action.ExecutionSettings;
import co.getanswers.action.ExecutionStatus;
import co.getanswers.objective.Objective;
import co.getanswers.objective.ObjectiveStatus;
import co.getanswers.platform.Failure;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Takes decisions back for a short time, while nothing has been done about them. */
@ApplicationScoped
public class WithdrawalService {
    /** By the clock that the workers go by too. What was escalated before the decision stays so. */
    private static final String RESTORE = """
            update agent_actions
            set status = 'pending', decided_by = null, resolved_at = null, approved_at = null, approval_note = null,
                user_edit = null, override_reason = null, objective_before = null, updated_at = :now
            where user_id = :user and id = :id
              and resolved_at > statement_timestamp() - :seconds * interval '1 second'""";

    /** A worker that takes the row at the same moment skips it, or is first: the row is then leased here. */
    private static final String UNQUEUE =
            "delete from Execution where userId = :user and actionId = :id and status = :queued and leasedUntil is null";

    private final Duration window;
    private final DecisionMetrics metrics;

    WithdrawalService(ExecutionSettings settings, DecisionMetrics metrics) {
        this.window = settings.undoWindow();
        this.metrics = metrics;
    }

    /**
     * Makes the card pending again and leaves everything as it was before the decision.
     *
     * @throws Failure.Conflict (in the Uni) where it is pending, the time is over, or a worker was first
     * @throws Failure.NotFound (in the Uni) where the user has no such card
     */
    public Uni<Void> withdraw(UUID userId, UUID id) {
        var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return Panache.withTransaction(() -> UserCounters.lock(userId)
                        .chain(() -> DecisionService.find(userId, id))
                        .invoke(WithdrawalService::refuseWherePending)
                        .call(action -> restore(action, now))
                        .call(action -> undo(action, now)))
                .invoke(action -> metrics.withdrawn(action.status))
                .replaceWithVoid();
    }

    private static void refuseWherePending(AgentAction action) {
        if (action.status == ActionStatus.PENDING) {
            throw new Failure.Conflict("This card is pending: there is no decision to withdraw.");
        }
    }

    private Uni<Void> restore(AgentAction action, Instant now) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(RESTORE)
                        .setParameter("user", action.userId)
                        .setParameter("id", action.id)
                        .setParameter("now", now)
                        .setParameter("seconds", window.toMillis() / 1000.0)
                        .executeUpdate()
                        .call(restored -> restored == 0
                                ? Uni.createFrom().voidItem()
                                : session.createMutationQuery(UNQUEUE)
                                        .setParameter("user", action.userId)
                                        .setParameter("id", action.id)
                                        .setParameter("queued", ExecutionStatus.QUEUED)
                                        .executeUpdate())
                        .chain(restored -> Execution.<Execution>find(
                                        "userId = ?1 and actionId = ?2", action.userId, action.id)
                                .firstResult()
                                .invoke(left -> {
                                    if (restored == 0 || left != null) {
                                        throw tooLate(left, restored == 0);
                                    }
                                })))
                .replaceWithVoid();
    }

    private Failure tooLate(Execution left, boolean over) {
        var reasons = new StringBuilder("This decision can't be withdrawn any more: ");
        if (over) {
            reasons.append("that can be done for ").append(window.toSeconds()).append(" s");
        }
        if (left != null) {
            reasons.append(over ? ", and " : "").append(ExecutionView.told(left));
        }
        return new Failure.Conflict(reasons.append('.').toString());
    }

    /** @param action as it was decided: the statement above went past it */
    private static Uni<Void> undo(AgentAction action, Instant now) {
        var change = new CounterChange()
                .add(Counter.pending(action.riskLevel.value()), 1)
                .unresolved(action.resolvedAt, action.decidedBy == Decider.AGENT);
        return objectiveOf(action)
                .invoke(objective -> {
                    // Where someone has moved it since, it stays.
                    if (objective.status == Decision.objectiveAfter(action.status, action.actionType)) {
                        objective.moveTo(before(action), change, now);
                    }
                })
                .chain(() -> change.apply(action.userId));
    }

    private static Uni<Objective> objectiveOf(AgentAction action) {
        return Objective.<Objective>find(
                        "userId = ?1 and id = (select objectiveId from Conversation where userId = ?1 and id = ?2)",
                        action.userId,
                        action.conversationId)
                .singleResult();
    }

    /** The agent's own decisions note none: what then waits for review waits on the person. */
    private static ObjectiveStatus before(AgentAction action) {
        return action.objectiveBefore == null ? ObjectiveStatus.WAITING_ON_YOU : action.objectiveBefore;
    }
}
