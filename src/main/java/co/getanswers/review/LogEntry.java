package co.getanswers.review;

import co.getanswers.action.ActionStatus;
import co.getanswers.action.Decider;
import co.getanswers.action.SettledElsewhere;
import co.getanswers.platform.EnumValue;
import co.getanswers.platform.KeysetPaging;
import co.getanswers.policy.Category;
import co.getanswers.policy.RiskLevel;
import co.getanswers.triage.ActionType;
import co.getanswers.triage.Confidence;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A proposal and the decision about it, complete. */
@Schema(name = "LogEntry")
public record LogEntry(
        UUID id,
        UUID conversationId,
        UUID objectiveId,
        ActionType actionType,
        ActionStatus status,
        RiskLevel riskLevel,
        @Nullable Category category,
        int priorityScore,

        @Schema(description = "0 to 100") int confidenceScore,

        @Nullable String summary,

        @Schema(description = "The agent's proposal, also when the person edited it")
        String proposedContent,

        @Nullable String userEdit,
        @Nullable String approvalNote,
        @Nullable String overrideReason,

        @Schema(description = "Whether the person settled it in another mail program, which judges no proposal")
        boolean settledElsewhere,

        @Nullable String escalationNote,
        @Nullable Decider decidedBy,
        Instant createdAt,
        @Nullable Instant resolvedAt) {

    /** Parameters: those of {@link KeysetPaging}; the earliest time, included, and the latest, excluded. */
    private static final String SQL = """
            select a.id, a.conversation_id,
                   (select c.objective_id
                    from conversations c
                    where c.user_id = $1 and c.id = a.conversation_id) as objective_id,
                   a.action_type, a.status, a.risk_level, a.category, a.priority_score, a.confidence_score, a.summary,
                   a.proposed_content, a.user_edit, a.approval_note, a.override_reason, a.escalation_note,
                   a.decided_by, a.created_at, a.resolved_at
            from agent_actions a
            where a.user_id = $1%s and a.created_at >= $5 and a.created_at < $6
              and (a.created_at, a.id) < ($2, $3)
            order by a.created_at desc, a.id desc
            limit $4""";

    /** @param status absent for all */
    static String sql(@Nullable ActionStatus status) {
        return SQL.formatted(status == null ? "" : " and a.status = '" + status.value() + "'");
    }

    static LogEntry of(Row row) {
        var resolvedAt = row.getOffsetDateTime("resolved_at");
        return new LogEntry(
                row.getUUID("id"),
                row.getUUID("conversation_id"),
                row.getUUID("objective_id"),
                EnumValue.parse(ActionType.class, row.getString("action_type")),
                EnumValue.parse(ActionStatus.class, row.getString("status")),
                EnumValue.parse(RiskLevel.class, row.getString("risk_level")),
                EnumValue.parseNullable(Category.class, row.getString("category")),
                row.getInteger("priority_score"),
                Confidence.percent(row.getDouble("confidence_score")),
                row.getString("summary"),
                row.getString("proposed_content"),
                row.getString("user_edit"),
                row.getString("approval_note"),
                row.getString("override_reason"),
                SettledElsewhere.of(row.getString("override_reason")).isPresent(),
                row.getString("escalation_note"),
                EnumValue.parseNullable(Decider.class, row.getString("decided_by")),
                row.getOffsetDateTime("created_at").toInstant(),
                resolvedAt == null ? null : resolvedAt.toInstant());
    }
}
