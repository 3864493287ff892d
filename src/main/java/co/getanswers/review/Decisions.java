package co.getanswers.review;

import co.getanswers.account.Counter;
import co.getanswers.account.CounterChange;
import co.getanswers.account.Counters;
import co.getanswers.agent.ActionStatus;
import co.getanswers.agent.AgentAction;
import co.getanswers.agent.Decider;
import co.getanswers.agent.Execution;
import co.getanswers.agent.ExecutionSettings;
import co.getanswers.agent.Outbox;
import co.getanswers.objective.Objective;
import co.getanswers.platform.Failure;
import co.getanswers.platform.Identifiers;
import co.getanswers.policy.RiskLevel;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.hibernate.reactive.mutiny.Mutiny.MutationQuery;

/**
 * Decides cards. Each decision is one transaction that takes the user's counters first and then compares and sets the
 * action's status, so that of several deciders one wins and the others learn what was decided.
 */
@ApplicationScoped
public class Decisions {
    private static final String DECIDE = """
            update AgentAction
            set status = :outcome, decidedBy = :person, resolvedAt = :now, updatedAt = :now, approvedAt = :approvedAt,
                approvalNote = :note, userEdit = coalesce(:edit, userEdit), overrideReason = :reason, returnedReason = null
            where id = :id and userId = :user and status = :pending""";

    private static final String ESCALATE = """
            update AgentAction
            set riskLevel = :high, escalationNote = coalesce(:note, escalationNote), updatedAt = :now
            where id = :id and userId = :user and status = :pending""";

    private static final String OTHERS_PENDING = """
            userId = ?1 and status = ?2
            and conversationId in (select id from Conversation where userId = ?1 and objectiveId = ?3)""";

    private final DecisionMetrics metrics;
    private final ExecutionSettings settings;

    Decisions(DecisionMetrics metrics, ExecutionSettings settings) {
        this.metrics = metrics;
        this.settings = settings;
    }

    /**
     * @throws AlreadyDecided (in the Uni) where the card isn't pending any more
     * @throws Failure.Absent (in the Uni) where the user has no such card
     */
    public Uni<Void> decide(UUID userId, UUID id, Decision decision) {
        var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return Panache.withTransaction(() -> Counters.lock(userId)
                        .chain(() -> update(
                                DECIDE,
                                userId,
                                id,
                                now,
                                query -> query.setParameter("outcome", decision.outcome())
                                        .setParameter("person", Decider.PERSON)
                                        .setParameter("approvedAt", decision.approves() ? now : null)
                                        .setParameter("note", decision.note())
                                        .setParameter("edit", decision.edit())
                                        .setParameter("reason", decision.reason())))
                        .chain(won -> find(userId, id).invoke(action -> refuseUnless(won == 1, action)))
                        .call(action -> followUp(action, decision, now)))
                .invoke(action -> metrics.decided(decision.outcome(), action.createdAt, now))
                .replaceWithVoid();
    }

    /** Leaves the card pending, at high risk. */
    public Uni<Void> escalate(UUID userId, UUID id, String note) {
        var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return Panache.withTransaction(() -> Counters.lock(userId)
                .chain(() -> find(userId, id))
                .invoke(action -> refuseUnless(action.status == ActionStatus.PENDING, action))
                .call(() -> update(
                        ESCALATE,
                        userId,
                        id,
                        now,
                        query -> query.setParameter("high", RiskLevel.HIGH).setParameter("note", note)))
                .chain(action -> new CounterChange()
                        .move(pending(action.riskLevel), pending(RiskLevel.HIGH))
                        .apply(userId)));
    }

    private static Uni<Integer> update(
            String update, UUID userId, UUID id, Instant now, UnaryOperator<MutationQuery> parameters) {
        return Panache.getSession()
                .chain(session -> parameters
                        .apply(session.createMutationQuery(update))
                        .setParameter("user", userId)
                        .setParameter("id", id)
                        .setParameter("pending", ActionStatus.PENDING)
                        .setParameter("now", now)
                        .executeUpdate());
    }

    static Uni<AgentAction> find(UUID userId, UUID id) {
        return AgentAction.<AgentAction>find("userId = ?1 and id = ?2", userId, id)
                .firstResult()
                .onItem()
                .ifNull()
                .failWith(() -> new Failure.Absent("card"));
    }

    private static void refuseUnless(boolean pending, AgentAction action) {
        if (!pending) {
            throw new AlreadyDecided(action);
        }
    }

    private Uni<Void> followUp(AgentAction action, Decision decision, Instant now) {
        var change = new CounterChange().add(pending(action.riskLevel), -1).resolved(now, false);
        return execute(action, decision, now)
                .chain(() -> moveObjective(action, decision, change, now))
                .chain(() -> change.apply(action.userId));
    }

    private Uni<Void> execute(AgentAction action, Decision decision, Instant now) {
        if (!decision.approves()) {
            return Uni.createFrom().voidItem();
        }
        var execution = new Execution();
        execution.id = Identifiers.next();
        execution.userId = action.userId;
        execution.actionId = action.id;
        execution.availableAt = now.plus(settings.undoWindow());
        execution.createdAt = now;
        return execution.persist().call(Decisions::announce).replaceWithVoid();
    }

    /** Wakes the workers once the caller's transaction has committed. */
    static Uni<Void> announce() {
        return Panache.getSession()
                .chain(session ->
                        session.createNativeQuery(Outbox.ANNOUNCE, String.class).getSingleResult())
                .replaceWithVoid();
    }

    private static Uni<Void> moveObjective(AgentAction action, Decision decision, CounterChange change, Instant now) {
        return objectiveOf(action)
                .invoke(objective -> action.objectiveBefore = objective.status)
                .chain(objective -> AgentAction.count(OTHERS_PENDING, action.userId, ActionStatus.PENDING, objective.id)
                        .invoke(others -> {
                            var next = decision.objectiveAfter(objective.status, action.actionType, others > 0);
                            objective.moveTo(next, change, now);
                        }))
                .replaceWithVoid();
    }

    static Uni<Objective> objectiveOf(AgentAction action) {
        return Objective.<Objective>find(
                        "userId = ?1 and id = (select objectiveId from Conversation where userId = ?1 and id = ?2)",
                        action.userId,
                        action.conversationId)
                .singleResult();
    }

    private static Counter pending(RiskLevel risk) {
        return Counter.pending(risk.spelling());
    }
}
