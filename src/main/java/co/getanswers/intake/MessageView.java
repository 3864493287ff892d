package co.getanswers.intake;

import co.getanswers.mail.Attachment;
import co.getanswers.mail.AttachmentsJson;
import co.getanswers.platform.Failure;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A message as the API shows it.
 *
 * @param bodyText absent, like {@code bodyHtml}, unless the message was requested by its id
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record MessageView(
        UUID id,
        UUID conversationId,

        @Schema(examples = "20261117190054.GU3165@mail.example.com", nullable = true) @Nullable String messageId,

        @Schema(nullable = true) @Nullable String inReplyTo,
        List<String> references,

        @Schema(
                examples = "incoming",
                enumeration = {"incoming", "outgoing"})
        String direction,

        @Schema(description = "Empty if the message names no sender", examples = "maria@acme.example")
        String senderEmail,

        @Schema(examples = "Maria Lopez") String senderName,

        @Schema(examples = "Contract renewal") String subject,

        @Schema(description = "None of a message that was stored before attachments were listed")
        List<Attachment> attachments,

        Instant sentAt,
        Instant createdAt,

        @Schema(description = "Only if the message is requested by its id")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable String bodyText,

        @Schema(
                description =
                        "Unchanged, and not safe to display unchanged; only if the message is requested by its id")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable String bodyHtml) {

    /** The columns that {@link #of} reads. */
    static final String COLUMNS = "m.id, m.conversation_id, m.message_id, m.in_reply_to, m.mail_references,"
            + " m.direction, m.sender_email, m.sender_name, m.subject, m.attachments::text as attachments, m.sent_at,"
            + " m.created_at";

    private static final String ONE =
            "select " + COLUMNS + ", m.body_text, m.body_html from messages m where m.user_id = $1 and m.id = $2";

    /** Reads a message with both bodies. */
    static Uni<MessageView> find(Pool pool, UUID userId, UUID id) {
        return pool.preparedQuery(ONE).execute(Tuple.of(userId, id)).map(rows -> {
            for (var row : rows) {
                return of(row, row.getString("body_text"), row.getString("body_html"));
            }
            throw new Failure.NotFound("message");
        });
    }

    static MessageView of(Row row, @Nullable String bodyText, @Nullable String bodyHtml) {
        var references = row.getArrayOfStrings("mail_references");
        return new MessageView(
                row.getUUID("id"),
                row.getUUID("conversation_id"),
                row.getString("message_id"),
                row.getString("in_reply_to"),
                references == null ? List.of() : List.of(references),
                row.getString("direction"),
                row.getString("sender_email"),
                row.getString("sender_name"),
                row.getString("subject"),
                AttachmentsJson.read(row.getString("attachments")),
                instant(row.getOffsetDateTime("sent_at")),
                instant(row.getOffsetDateTime("created_at")),
                bodyText,
                bodyHtml);
    }

    private static Instant instant(OffsetDateTime time) {
        return time.toInstant();
    }
}
