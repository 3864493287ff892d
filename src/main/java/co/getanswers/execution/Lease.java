package co.getanswers.execution;

import co.getanswers.platform.EnumValue;
import co.getanswers.triage.ActionType;
import io.vertx.mutiny.sqlclient.Row;
import java.util.UUID;

/**
 * An execution that this worker holds for a while.
 *
 * @param attempt which try this is, from 1; it tells this lease from later ones of the same execution
 */
record Lease(UUID id, UUID userId, UUID actionId, ActionType type, int attempt) {
    static Lease of(Row row) {
        return new Lease(
                row.getUUID("id"),
                row.getUUID("user_id"),
                row.getUUID("action_id"),
                EnumValue.stored(ActionType.class, row.getString("action_type")),
                row.getInteger("attempts"));
    }
}
