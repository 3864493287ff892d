package co.getanswers.review;

import co.getanswers.action.ExecutionStatus;
import co.getanswers.platform.EnumValue;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How far the carrying out of a decision has come, as a card shows it. */
@Schema(name = "Execution", description = "How far the carrying out of the decision has come")
public record ExecutionView(
        ExecutionStatus status,

        @Schema(description = "How often it was tried", examples = "1")
        int attempts,

        @Schema(
                description = "Why the last attempt did not succeed; null where none failed",
                examples = "The mail server refused the recipient: 550 5.1.1 No such user")
        String lastError,

        @Schema(description = "When it is tried, or was to be tried first or next")
        Instant availableAt,

        @Schema(description = "What was done; null until then", examples = "Sent to dana@acme.example.")
        String outcome,

        @Schema(
                description = "What the mail server or mailbox calls what it took; null until then",
                examples = "250 2.0.0 Ok: queued as 4Zk3Qy1vWxz")
        String providerId) {

    /** What {@link #of} reads of a row {@code e} of executions. */
    static final String COLUMNS =
            "e.status as execution_status, e.attempts, e.last_error, e.available_at, e.outcome, e.provider_id";

    /** @return null where the row has none */
    static ExecutionView of(Row row) {
        var status = row.getString("execution_status");
        return status == null
                ? null
                : new ExecutionView(
                        EnumValue.stored(ExecutionStatus.class, status),
                        row.getInteger("attempts"),
                        row.getString("last_error"),
                        row.getOffsetDateTime("available_at").toInstant(),
                        row.getString("outcome"),
                        row.getString("provider_id"));
    }

    /**
     * The state of an execution, as the end of a sentence.
     *
     * @param row has {@link #COLUMNS}, {@code finished_at} and {@code leased_until}
     */
    static String told(Row row) {
        var execution = of(row);
        return switch (execution.status) {
            case QUEUED ->
                row.getOffsetDateTime("leased_until") == null
                        ? "it is queued to be carried out at " + execution.availableAt
                        : "it is being carried out";
            case SENDING -> "its mail is being sent";
            case DONE ->
                "it was carried out at " + row.getOffsetDateTime("finished_at").toInstant();
            case FAILED -> "it could not be carried out (" + execution.lastError + ")";
            case UNKNOWN -> "nobody knows whether its mail was sent";
        };
    }
}
