package co.getanswers.review;

import co.getanswers.account.AuthenticatedUser;
import co.getanswers.action.ActionStatus;
import co.getanswers.action.ExecutionStore;
import co.getanswers.platform.Failure;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Enqueues failed and unknown executions again when a person asks for it. */
@ApplicationScoped
public class RetryService {
    private static final String STATE = """
            select a.status, a.mail_deleted_at, %s, e.finished_at, e.leased_until
            from agent_actions a
            left join executions e on e.user_id = $1 and e.action_id = a.id
            where a.user_id = $1 and a.id = $2""".formatted(ExecutionView.COLUMNS);

    private final Pool pool;
    private final ExecutionStore executions;

    RetryService(Pool pool, ExecutionStore executions) {
        this.pool = pool;
        this.executions = executions;
    }

    /**
     * @throws Failure.Conflict (in the Uni) when the execution neither failed nor is unknown
     * @throws Failure.NotFound (in the Uni) when the user has no such card
     */
    public Uni<Void> retry(AuthenticatedUser user, UUID id) {
        return executions
                .requeue(user, id)
                .chain(requeued -> requeued ? Uni.createFrom().voidItem() : refuse(user.id(), id));
    }

    private Uni<Void> refuse(UUID userId, UUID id) {
        return pool.preparedQuery(STATE).execute(Tuple.of(userId, id)).map(rows -> {
            if (rows.size() == 0) {
                throw new Failure.NotFound("card");
            }
            throw refusal(rows.iterator().next());
        });
    }

    private static Failure refusal(Row card) {
        if (card.getOffsetDateTime("mail_deleted_at") != null) {
            return new Failure.Conflict(
                    "The mail of this card was deleted with its mailbox: there is nothing to answer.");
        }
        var status = card.getString("status");
        var reason = card.getString("execution_status") != null
                ? ExecutionView.told(card)
                : ActionStatus.PENDING.value().equals(status)
                        ? "this card is pending"
                        : "this card was " + status + " with nothing to carry out";
        return new Failure.Conflict("There is nothing to try again: " + reason + ".");
    }
}
