package co.getanswers.objective;

import co.getanswers.platform.EnumValue;
import co.getanswers.platform.Failure;
import co.getanswers.platform.KeysetPaging;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An objective as the API shows it. */
@Schema(name = "Objective")
public record ObjectiveView(
        UUID id,

        @Schema(examples = "Renewal of the Acme contract") String title,

        ObjectiveStatus status,

        @Schema(description = "The time at which a scheduled objective comes back; null without one") @Nullable Instant dueAt,

        Instant createdAt,
        Instant updatedAt) {

    private static final Duration LATEST_DUE = Duration.ofDays(3650);

    private static final String SELECT =
            "select id, title, status, due_at, created_at, updated_at from objectives where user_id = $1";

    static final String ONE = SELECT + " and id = $2";

    /** Locks those of the ids {@code $2}, in their order. */
    static final String LOCKED = SELECT + " and id = any($2) order by id for update";

    /** Parameters: those of {@link KeysetPaging}; the pattern for the title. */
    private static final String LIST = SELECT + """
            %s%s and (updated_at, id) < ($2, $3)
            order by updated_at desc, id desc
            limit $4""";

    /** @param searched whether the title is matched against the pattern {@code $5}, in any case */
    static String list(@Nullable ObjectiveStatus status, boolean searched) {
        return LIST.formatted(
                status == null ? "" : " and status = '" + status.value() + "'", searched ? " and title ilike $5" : "");
    }

    static ObjectiveView opened(UUID id, String title, Instant now) {
        return new ObjectiveView(id, title, ObjectiveStatus.WAITING_ON_YOU, null, now, now);
    }

    /**
     * The objective after a change; equal to this one if nothing changes.
     *
     * @throws Failure.Invalid if the due date does not fit the status or is not within the next ten years
     */
    ObjectiveView with(ObjectiveResource.ObjectiveChange change, Instant now) {
        var next = change.status() == null ? status : change.status();
        if (change.dueAt() != null) {
            requireDue(next, change.dueAt(), now);
        }
        var unchanged = next == status && change.dueAt() == null && change.title() == null;
        return unchanged
                ? this
                : new ObjectiveView(
                        id,
                        change.title() == null ? title : change.title().strip(),
                        next,
                        dueAt(next, change.dueAt()),
                        createdAt,
                        now);
    }

    ObjectiveView moved(JoinedStatus next, Instant now) {
        return new ObjectiveView(id, title, next.status(), next.dueAt(), createdAt, now);
    }

    private @Nullable Instant dueAt(ObjectiveStatus next, @Nullable Instant changed) {
        if (changed != null) {
            return changed.truncatedTo(ChronoUnit.MICROS);
        }
        return next == ObjectiveStatus.SCHEDULED ? dueAt : null;
    }

    private static void requireDue(ObjectiveStatus status, Instant dueAt, Instant now) {
        if (status != ObjectiveStatus.SCHEDULED) {
            throw new Failure.Invalid("dueAt", "is only for a scheduled objective: send the status scheduled with it");
        }
        if (dueAt.isBefore(now) || dueAt.isAfter(now.plus(LATEST_DUE))) {
            throw new Failure.Invalid("dueAt", "must be in the future, and within " + LATEST_DUE.toDays() + " days");
        }
    }

    static ObjectiveView of(Row row) {
        var due = row.getOffsetDateTime("due_at");
        return new ObjectiveView(
                row.getUUID("id"),
                row.getString("title"),
                EnumValue.parse(ObjectiveStatus.class, row.getString("status")),
                due == null ? null : due.toInstant(),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant());
    }
}
