package co.getanswers.review;

import co.getanswers.action.ActionStatus;
import co.getanswers.action.AgentAction;
import co.getanswers.action.Execution;
import co.getanswers.action.Outbox;
import co.getanswers.platform.Failure;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Tries again what failed, or what nobody knows the end of, because a person says so. */
@ApplicationScoped
public class RetryService {
    /** The attempts go on being counted: their number tells a worker's lease from an earlier one. */
    private static final String REQUEUE = """
            update executions
            set status = 'queued', available_at = statement_timestamp(), leased_by = null, leased_until = null,
                finished_at = null
            where user_id = :user and action_id = :id and status in ('failed', 'unknown')""";

    /**
     * @throws Failure.Conflict (in the Uni) where it neither failed nor is unknown
     * @throws Failure.NotFound (in the Uni) where the user has no such card
     */
    public Uni<Void> retry(UUID userId, UUID id) {
        return Panache.withTransaction(() -> Panache.getSession()
                .chain(session -> session.createNativeQuery(REQUEUE)
                        .setParameter("user", userId)
                        .setParameter("id", id)
                        .executeUpdate())
                .chain(requeued -> requeued == 1 ? announce() : refuse(userId, id)));
    }

    /** Wakes the workers once the caller's transaction has committed. */
    private static Uni<Void> announce() {
        return Panache.getSession()
                .chain(session ->
                        session.createNativeQuery(Outbox.ANNOUNCE, String.class).getSingleResult())
                .replaceWithVoid();
    }

    private static Uni<Void> refuse(UUID userId, UUID id) {
        return DecisionService.find(userId, id)
                .chain(action -> Execution.<Execution>find("userId = ?1 and actionId = ?2", action.userId, action.id)
                        .firstResult()
                        .chain(execution -> Uni.createFrom().failure(nothingToRetry(action, execution))));
    }

    private static Failure nothingToRetry(AgentAction action, Execution execution) {
        var reason = execution != null
                ? ExecutionView.told(execution)
                : action.status == ActionStatus.PENDING
                        ? "this card is pending"
                        : "this card was " + action.status.value() + " with nothing to carry out";
        return new Failure.Conflict("There is nothing to try again: " + reason + ".");
    }
}
