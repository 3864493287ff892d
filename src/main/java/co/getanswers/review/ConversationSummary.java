package co.getanswers.review;

import co.getanswers.mail.Participant;
import co.getanswers.mail.ParticipantsJson;
import co.getanswers.objective.ObjectiveStatus;
import co.getanswers.platform.EnumValue;
import co.getanswers.platform.KeysetPaging;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A conversation in a list. */
@Schema(name = "Conversation")
public record ConversationSummary(
        UUID id,
        UUID objectiveId,
        String objectiveTitle,
        ObjectiveStatus objectiveStatus,

        @Schema(description = "The subject of the newest message; null if there is none") @Nullable String subject,

        List<Participant> participants,
        Instant createdAt,
        Instant updatedAt) {

    /**
     * Parameters: those of {@link KeysetPaging}; the objective. The newest message is found by its conversation alone,
     * which belongs to the user: with the user as a condition, the planner expects few matches and reads all messages.
     */
    private static final String SQL = """
            select c.id, c.objective_id, o.title, o.status, c.participants::text, c.created_at, c.updated_at,
                   (select m.subject
                    from messages m
                    where m.conversation_id = c.id
                    order by m.sent_at desc, m.id desc
                    limit 1) as subject
            from conversations c
            join objectives o on o.user_id = $1 and o.id = c.objective_id
            where c.user_id = $1%s and (c.updated_at, c.id) < ($2, $3)
            order by c.updated_at desc, c.id desc
            limit $4""";

    static final String ALL = SQL.formatted("");
    static final String OF_OBJECTIVE = SQL.formatted(" and c.objective_id = $5");

    static ConversationSummary of(Row row) {
        return new ConversationSummary(
                row.getUUID("id"),
                row.getUUID("objective_id"),
                row.getString("title"),
                EnumValue.parse(ObjectiveStatus.class, row.getString("status")),
                row.getString("subject"),
                ParticipantsJson.readAll(row.getString("participants")),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant());
    }
}
