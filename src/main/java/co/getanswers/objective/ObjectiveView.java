package co.getanswers.objective;

import co.getanswers.platform.EnumValue;
import co.getanswers.platform.KeysetPaging;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An objective as the REST interface shows it. */
@Schema(name = "Objective")
public record ObjectiveView(
        UUID id,

        @Schema(examples = "Renewal of the Acme contract") String title,

        ObjectiveStatus status,

        @Schema(description = "When a scheduled one comes back by itself; null for one without a date, and every other")
        Instant dueAt,

        Instant createdAt,
        Instant updatedAt) {

    /** Parameters: those of {@link KeysetPaging}; the pattern searched for. */
    private static final String LIST = """
            select id, title, status, due_at, created_at, updated_at
            from objectives
            where user_id = $1%s%s and (updated_at, id) < ($2, $3)
            order by updated_at desc, id desc
            limit $4""";

    /**
     * @param status null for any
     * @param searched whether {@code $5} is a pattern that the title is to match, case aside
     */
    static String list(ObjectiveStatus status, boolean searched) {
        return LIST.formatted(
                status == null ? "" : " and status = '" + status.value() + "'", searched ? " and title ilike $5" : "");
    }

    static ObjectiveView of(Row row) {
        var due = row.getOffsetDateTime("due_at");
        return new ObjectiveView(
                row.getUUID("id"),
                row.getString("title"),
                EnumValue.stored(ObjectiveStatus.class, row.getString("status")),
                due == null ? null : due.toInstant(),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant());
    }

    static ObjectiveView of(Objective objective) {
        return new ObjectiveView(
                objective.id,
                objective.title,
                objective.status,
                objective.dueAt,
                objective.createdAt,
                objective.updatedAt);
    }
}
