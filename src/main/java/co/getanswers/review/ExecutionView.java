package co.getanswers.review;

import co.getanswers.action.ExecutionStatus;
import co.getanswers.platform.EnumValue;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The execution of a decision as a card shows it. */
@Schema(name = "Execution", description = "The execution of the decision")
public record ExecutionView(
        ExecutionStatus status,

        @Schema(description = "Number of attempts so far", examples = "1")
        int attempts,

        @Schema(
                description = "The reason why the last attempt did not succeed; null when none failed",
                examples = "The mail server refused the recipient: 550 5.1.1 No such user")
        @Nullable String lastError,

        @Schema(description = "The time of the first or next attempt")
        Instant availableAt,

        @Schema(description = "The result as a sentence; null until then", examples = "Sent to dana@acme.example.")
        @Nullable String outcome,

        @Schema(
                description = "The mail server's or mailbox's name of the mail; null until it was accepted",
                examples = "250 2.0.0 Ok: queued as 4Zk3Qy1vWxz")
        @Nullable String providerId,

        @Schema(
                description =
                        "The folder that the mail of a filed card was moved to in its mailbox; null if it was not",
                examples = "Archive",
                nullable = true)
        @Nullable String movedTo) {

    /** The columns of a row {@code e} of executions that {@link #of} reads. */
    static final String COLUMNS = """
            e.status as execution_status, e.attempts - e.uncounted as attempts, e.last_error, e.available_at, e.outcome,
            e.provider_id,
            (select min(v.moved_to) from mail_moves v where v.user_id = e.user_id and v.action_id = e.action_id) as moved_to""";

    /** The execution of a row, if it has one. */
    static @Nullable ExecutionView of(Row row) {
        var status = row.getString("execution_status");
        return status == null
                ? null
                : new ExecutionView(
                        EnumValue.parse(ExecutionStatus.class, status),
                        row.getInteger("attempts"),
                        row.getString("last_error"),
                        row.getOffsetDateTime("available_at").toInstant(),
                        row.getString("outcome"),
                        row.getString("provider_id"),
                        row.getString("moved_to"));
    }

    /**
     * The state of an execution, as the end of a sentence.
     *
     * @param row has {@link #COLUMNS}, {@code finished_at} and {@code leased_until}
     */
    static String told(Row row) {
        var execution = Objects.requireNonNull(of(row));
        return switch (execution.status) {
            case QUEUED ->
                row.getOffsetDateTime("leased_until") == null
                        ? "it is queued to be carried out at " + execution.availableAt
                        : "it is being carried out";
            case SENDING -> "its mail is being sent";
            case DONE ->
                "it was carried out at " + row.getOffsetDateTime("finished_at").toInstant()
                        + (execution.movedTo == null
                                ? ""
                                : ", and its mail lies in the folder " + execution.movedTo + " of your mailbox");
            case FAILED -> "it could not be carried out (" + execution.lastError + ")";
            case UNKNOWN -> "nobody knows whether its mail was sent";
        };
    }
}
