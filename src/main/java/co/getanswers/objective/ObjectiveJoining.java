package co.getanswers.objective;

import co.getanswers.account.AuthenticatedUser;
import co.getanswers.account.Counter;
import co.getanswers.account.MailboxTransaction;
import co.getanswers.account.MailboxTransaction.Mailbox;
import co.getanswers.platform.Failure;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Moves conversations between objectives, one of them or all. The lock of the mailbox comes first, so that mail which
 * comes in meanwhile finds its conversation before or after the move; the objectives are locked in the order of their ids.
 */
@ApplicationScoped
public class ObjectiveJoining {
    /** Parameters: the user, the conversation. */
    private static final String CONVERSATION = """
            select c.objective_id,
                   exists (select from agent_actions a
                           where a.user_id = $1 and a.conversation_id = c.id and a.status = 'pending') as pending,
                   not exists (select from conversations other
                               where other.user_id = $1 and other.objective_id = c.objective_id
                                 and other.id <> c.id) as whole
            from conversations c
            where c.user_id = $1 and c.id = $2""";

    /** Parameters: the user, the objective. */
    private static final String PENDING = """
            select exists (select from conversations c
                           join agent_actions a on a.user_id = $1 and a.conversation_id = c.id and a.status = 'pending'
                           where c.user_id = $1 and c.objective_id = $2) as pending""";

    /**
     * Parameters: the user, the objective that takes them, the id of %s. The withdrawal of a decision must not bring back the
     * status of the objective that the conversation has left.
     */
    private static final String MOVE = """
            with moved as (
              update conversations set objective_id = $2 where user_id = $1 and %s = $3 returning id
            )
            update agent_actions a
            set objective_before = null, objective_due_before = null
            from moved
            where a.user_id = $1 and a.conversation_id = moved.id and a.objective_before is not null""";

    private static final String MOVE_ONE = MOVE.formatted("id");
    private static final String MOVE_ALL = MOVE.formatted("objective_id");

    private static final String DELETE = "delete from objectives where user_id = $1 and id = $2";

    private static final String CHANGE =
            "update objectives set status = $3, due_at = $4, updated_at = $5 where user_id = $1 and id = $2";

    private final MailboxTransaction transactions;

    ObjectiveJoining(MailboxTransaction transactions) {
        this.transactions = transactions;
    }

    /**
     * Moves all conversations of an objective to another one, and deletes it.
     *
     * @throws Failure.Invalid if both are the same
     * @throws Failure.NotFound (in the Uni) if the user lacks one of them
     */
    Uni<ObjectiveView> merge(AuthenticatedUser user, UUID id, UUID into) {
        if (id.equals(into)) {
            throw new Failure.Invalid("into", "must be another objective");
        }
        return transactions.run(
                user,
                mailbox -> locked(mailbox, id, into)
                        .chain(objectives -> flag(mailbox, PENDING, id).chain(pending -> {
                            var merged = found(objectives, id);
                            var target = found(objectives, into);
                            mailbox.counters()
                                    .add(Counter.objectives(merged.status().value()), -1);
                            return execute(mailbox, MOVE_ALL, into, id)
                                    .chain(() -> execute(mailbox, DELETE, id))
                                    .chain(() -> take(mailbox, target, merged, pending, true));
                        })));
    }

    /**
     * Moves a conversation; an objective that has none left is handled, unless it is muted.
     *
     * @throws Failure.NotFound (in the Uni) if the user has no such objective or conversation
     */
    Uni<ObjectiveView> move(AuthenticatedUser user, UUID conversation, UUID to) {
        return transactions.run(
                user,
                mailbox -> mailbox.client()
                        .preparedQuery(CONVERSATION)
                        .execute(Tuple.of(user.id(), conversation))
                        .chain(rows -> {
                            if (rows.size() == 0) {
                                throw new Failure.NotFound("conversation");
                            }
                            var row = rows.iterator().next();
                            var from = row.getUUID("objective_id");
                            return locked(mailbox, from, to).chain(objectives -> {
                                var target = found(objectives, to);
                                return from.equals(to)
                                        ? Uni.createFrom().item(target)
                                        : move(
                                                mailbox,
                                                conversation,
                                                found(objectives, from),
                                                target,
                                                row.getBoolean("pending"),
                                                row.getBoolean("whole"));
                            });
                        }));
    }

    private static Uni<ObjectiveView> move(
            Mailbox mailbox,
            UUID conversation,
            ObjectiveView from,
            ObjectiveView target,
            boolean pending,
            boolean whole) {
        var left = whole && from.status() != ObjectiveStatus.MUTED
                ? new JoinedStatus(ObjectiveStatus.HANDLED, null)
                : new JoinedStatus(from.status(), from.dueAt());
        return execute(mailbox, MOVE_ONE, target.id(), conversation)
                .chain(() -> change(mailbox, from, left))
                .chain(() -> take(mailbox, target, from, pending, whole));
    }

    private static Uni<ObjectiveView> take(
            Mailbox mailbox, ObjectiveView target, ObjectiveView other, boolean pending, boolean whole) {
        return change(mailbox, target, JoinedStatus.after(target, other, pending, whole));
    }

    private static Uni<ObjectiveView> change(Mailbox mailbox, ObjectiveView objective, JoinedStatus next) {
        var after = objective.moved(next, mailbox.now());
        mailbox.counters()
                .move(
                        Counter.objectives(objective.status().value()),
                        Counter.objectives(after.status().value()));
        var dueAt = after.dueAt();
        return mailbox.client()
                .preparedQuery(CHANGE)
                .execute(Tuple.of(
                        mailbox.userId(),
                        after.id(),
                        after.status().value(),
                        dueAt == null ? null : dueAt.atOffset(ZoneOffset.UTC),
                        after.updatedAt().atOffset(ZoneOffset.UTC)))
                .replaceWith(after);
    }

    private static Uni<Map<UUID, ObjectiveView>> locked(Mailbox mailbox, UUID one, UUID other) {
        return mailbox.client()
                .preparedQuery(ObjectiveView.LOCKED)
                .execute(Tuple.of(mailbox.userId(), new UUID[] {one, other}))
                .map(rows -> {
                    var objectives = new HashMap<UUID, ObjectiveView>();
                    rows.forEach(row -> objectives.put(row.getUUID("id"), ObjectiveView.of(row)));
                    return objectives;
                });
    }

    private static ObjectiveView found(Map<UUID, ObjectiveView> objectives, UUID id) {
        var objective = objectives.get(id);
        if (objective == null) {
            throw new Failure.NotFound("objective");
        }
        return objective;
    }

    private static Uni<Boolean> flag(Mailbox mailbox, String sql, UUID id) {
        return mailbox.client()
                .preparedQuery(sql)
                .execute(Tuple.of(mailbox.userId(), id))
                .map(rows -> rows.iterator().next().getBoolean("pending"));
    }

    private static Uni<Void> execute(Mailbox mailbox, String sql, UUID... ids) {
        var parameters = Tuple.of(mailbox.userId());
        for (var id : ids) {
            parameters.addUUID(id);
        }
        return mailbox.client().preparedQuery(sql).execute(parameters).replaceWithVoid();
    }
}
