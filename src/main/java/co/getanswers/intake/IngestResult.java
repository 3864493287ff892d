package co.getanswers.intake;

import co.getanswers.action.ActionStatus;
import co.getanswers.platform.EnumValue;
import co.getanswers.platform.Failure;
import co.getanswers.policy.Category;
import co.getanswers.policy.RiskLevel;
import co.getanswers.triage.ActionType;
import co.getanswers.triage.Confidence;
import co.getanswers.triage.Rationale;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.Json;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The response to a posted message: its conversation, its objective and the action that the agent proposes. */
public record IngestResult(
        MessageView message,
        UUID conversationId,
        UUID objectiveId,

        @Schema(description = "Null for the owner's own messages") @Nullable ProposedAction action) {

    private static final String QUERY = "select " + MessageView.COLUMNS + """
            , c.objective_id,
              a.id as action_id, a.action_type, a.status, a.risk_level, a.category, a.confidence_score,
              a.priority_score, a.summary, coalesce(a.user_edit, a.proposed_content) as proposed_action,
              a.rationale::text as rationale, a.created_at as proposed_at
            from messages m
            join conversations c on c.id = m.conversation_id
            left join agent_actions a on a.user_id = m.user_id and a.message_id = m.id
            where m.user_id = $1 and m.id = $2
            order by a.created_at, a.id
            limit 1
            """;

    /** The proposed action, with the field names of a card. */
    public record ProposedAction(
            UUID id,

            ActionType actionType,

            ActionStatus status,

            RiskLevel riskLevel,

            @Nullable Category category,

            @Schema(description = "0 to 100", examples = "82")
            int confidenceScore,

            @Schema(description = "0 to 100", examples = "55")
            int priorityScore,

            @Nullable String summary,
            String proposedAction,
            @Nullable Rationale rationale,
            Instant createdAt) {}

    static Uni<IngestResult> find(Pool pool, UUID userId, UUID messageId) {
        return pool.preparedQuery(QUERY).execute(Tuple.of(userId, messageId)).map(rows -> {
            for (var row : rows) {
                return new IngestResult(
                        MessageView.of(row, null, null),
                        row.getUUID("conversation_id"),
                        row.getUUID("objective_id"),
                        action(row));
            }
            throw new Failure.NotFound("message");
        });
    }

    private static @Nullable ProposedAction action(Row row) {
        if (row.getUUID("action_id") == null) {
            return null;
        }
        return new ProposedAction(
                row.getUUID("action_id"),
                EnumValue.parse(ActionType.class, row.getString("action_type")),
                EnumValue.parse(ActionStatus.class, row.getString("status")),
                EnumValue.parse(RiskLevel.class, row.getString("risk_level")),
                EnumValue.parseNullable(Category.class, row.getString("category")),
                Confidence.percent(row.getDouble("confidence_score")),
                row.getInteger("priority_score"),
                row.getString("summary"),
                row.getString("proposed_action"),
                rationale(row.getString("rationale")),
                row.getOffsetDateTime("proposed_at").toInstant());
    }

    private static @Nullable Rationale rationale(@Nullable String json) {
        return json == null ? null : Json.decodeValue(json, Rationale.class);
    }
}
