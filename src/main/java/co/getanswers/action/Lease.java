package co.getanswers.action;

import co.getanswers.platform.EnumValue;
import co.getanswers.triage.ActionType;
import io.vertx.mutiny.sqlclient.Row;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An execution that this worker holds for a while.
 *
 * @param attempt the number of this attempt, from 1; it distinguishes the lease from later ones of the execution
 * @param uncounted the number of attempts that ended without a try at the mail
 */
public record Lease(
        UUID id,
        UUID userId,
        UUID actionId,
        ActionType type,
        @Nullable Decider decider,
        int attempt,
        int uncounted) {
    static final String COLUMNS = "e.id, e.user_id, e.action_id, e.attempts, e.uncounted, a.action_type, a.decided_by";

    static Lease of(Row row) {
        return new Lease(
                row.getUUID("id"),
                row.getUUID("user_id"),
                row.getUUID("action_id"),
                EnumValue.parse(ActionType.class, row.getString("action_type")),
                EnumValue.parseNullable(Decider.class, row.getString("decided_by")),
                row.getInteger("attempts"),
                row.getInteger("uncounted"));
    }

    /** The number of this attempt among those that count. */
    public int tries() {
        return attempt - uncounted;
    }

    /** The effect of executing it. */
    public Lifecycle.Effect effect() {
        return Lifecycle.effect(type, decider);
    }
}
