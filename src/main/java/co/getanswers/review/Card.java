package co.getanswers.review;

import co.getanswers.action.ActionStatus;
import co.getanswers.action.SettledElsewhere;
import co.getanswers.delivery.Reply;
import co.getanswers.mail.Attachment;
import co.getanswers.mail.AttachmentsJson;
import co.getanswers.mail.Domain;
import co.getanswers.mail.OwnAddresses;
import co.getanswers.mail.Recipients;
import co.getanswers.platform.EnumValue;
import co.getanswers.policy.Category;
import co.getanswers.policy.RiskLevel;
import co.getanswers.triage.ActionType;
import co.getanswers.triage.Confidence;
import co.getanswers.triage.Rationale;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An action as the review queue shows it. */
@Schema(name = "Card", description = "A proposed action as the review queue shows it")
public record Card(
        UUID id,
        UUID conversationId,
        UUID objectiveId,
        ActionType actionType,
        ActionStatus status,

        @Schema(description = "0 to 100, the most urgent highest", examples = "72")
        int priorityScore,

        RiskLevel riskLevel,
        @Nullable Category category,

        @Schema(description = "0 to 100", examples = "85") int confidenceScore,

        @Schema(description = "Whether the confidence is below 60")
        boolean isUncertain,

        @Schema(examples = "Acme asks for a renewal quote by Friday") @Nullable String summary,

        @Schema(
                description =
                        "The text that an approval carries out: the person's edit if there is one, else the proposal")
        String proposedAction,

        @Schema(
                description =
                        "The sender of the card's message, else of the newest incoming one; null if there is none")
        @Nullable Sender sender,

        @Schema(
                description =
                        "The recipients of the card's reply, or of a text typed in its place, by the choice that is"
                                + " stored; null where nobody can be answered")
        @Nullable Recipients recipients,

        @Schema(description = "The recipients of a reply to all; null where they are the same") @Nullable Recipients replyAllRecipients,

        @Schema(description = "Whether the person chose to reply to all")
        boolean replyAll,

        @Schema(description = "The subject of the reply; null if there is no message", examples = "Re: Renewal")
        @Nullable String subject,

        @Schema(description = "The first 50 of the card's message. GET /api/messages/{id} has all")
        List<Attachment> attachments,

        List<String> relatedItems,

        @Schema(implementation = Rationale.class) @JsonRawValue @Nullable String rationale,

        @Schema(description = "Null while pending, and when nothing is to be executed") @Nullable ExecutionView execution,

        @Schema(
                description = "The reason why a decision came back to review; null when none did",
                examples = "Dana wrote again after you had decided")
        @Nullable String returnedReason,

        @Schema(description = "The card's answer in the folder of drafts of its mailbox; null where none is kept")
        @Nullable MailboxDraft mailboxDraft,

        @Schema(
                description = "The reason why the card was rejected; null when it was not",
                examples = "You answered this in another mail program.",
                nullable = true)
        @Nullable String overrideReason,

        @Schema(description = "Whether the person settled it in another mail program; the reason tells how")
        boolean settledElsewhere,

        Instant createdAt,
        Instant updatedAt) {

    @Schema(name = "MailboxDraft")
    public record MailboxDraft(
            @Schema(
                    description = "The folder in which it lies; null if it does not",
                    examples = "Drafts",
                    nullable = true)
            @Nullable String folder,

            @Schema(
                    description = "The reason why none is kept, in plain words; null if one is",
                    examples =
                            "The draft in your mailbox was changed, sent or deleted there. It is left as it is, and no other"
                                    + " one is put there.",
                    nullable = true)
            @Nullable String reason) {
        static @Nullable MailboxDraft of(Row row) {
            var folder = row.getString("draft_folder");
            var reason = row.getString("draft_reason");
            return folder == null && reason == null ? null : new MailboxDraft(folder, reason);
        }
    }

    /** @param organization the domain of the address */
    @Schema(name = "Sender")
    public record Sender(
            @Schema(examples = "dana@acme.example") String id,

            @Schema(examples = "Dana Reyes") String name,

            @Schema(examples = "dana@acme.example") String email,

            @Schema(examples = "acme.example") @Nullable String organization,

            List<String> tags) {
        static Sender of(String email, String name) {
            var domain = Domain.of(email);
            return new Sender(email, name.isBlank() ? email : name, email, domain.isEmpty() ? null : domain, List.of());
        }
    }

    /** The columns of a card, from a row {@code page} of agent_actions and the rows of {@link #JOINS} and {@link #EXECUTION}. */
    static final String COLUMNS =
            """
            page.id, page.conversation_id, c.objective_id, page.action_type, page.status, page.priority_score,
            page.risk_level, page.category, page.confidence_score, page.summary,
            coalesce(page.user_edit, page.proposed_content) as proposed_action, page.rationale::text as rationale,
            page.returned_reason, page.override_reason, page.created_at, coalesce(page.updated_at, page.created_at) as updated_at,
            m.sender_email, m.sender_name, m.attachments, m.mail_addresses::text as mail_addresses, m.direction, m.subject,
            page.reply_all, page.recipients::text as typed_recipients, %s as unanswerable,
            (select %s from users u where u.id = $1) as own_addresses, draft.folder as draft_folder, draft.reason as draft_reason,
            """.formatted(ReplyRefusal.isUnanswerable("page"), OwnAddresses.SQL) + ExecutionView.COLUMNS;

    /** The joins of a card; $1 is the user. Actions of the old service name no message. */
    static final String JOINS = """
            left join lateral (
              select id, objective_id
              from conversations
              where user_id = $1 and id = page.conversation_id
              limit 1
            ) c on true
            left join lateral (
              select sender_email, sender_name, mail_addresses, direction, subject,
                     jsonb_path_query_array(attachments, '$[0 to 49]')::text as attachments
              from messages
              where user_id = $1 and id = page.message_id
              union all
              (select sender_email, sender_name, mail_addresses, direction, subject, null
               from messages
               where page.message_id is null and page.mail_deleted_at is null and conversation_id = c.id and direction = 'incoming'
               order by sent_at desc
               limit 1)
            ) m on true
            left join lateral (
              select case state when 'placed' then folder end as folder, reason
              from mail_drafts
              where user_id = $1 and action_id = page.id
              limit 1
            ) draft on true""";

    /** The join that adds the row {@code e} of executions for {@link #COLUMNS}. */
    static final String EXECUTION = """
            left join lateral (
              select *
              from executions
              where user_id = $1 and action_id = page.id
              limit 1
            ) e on true""";

    static Card of(Row row) {
        var confidence = row.getDouble("confidence_score");
        var sender = row.getString("sender_email");
        var recipients = CardRecipients.of(row);
        return new Card(
                row.getUUID("id"),
                row.getUUID("conversation_id"),
                row.getUUID("objective_id"),
                EnumValue.parse(ActionType.class, row.getString("action_type")),
                EnumValue.parse(ActionStatus.class, row.getString("status")),
                row.getInteger("priority_score"),
                EnumValue.parse(RiskLevel.class, row.getString("risk_level")),
                EnumValue.parseNullable(Category.class, row.getString("category")),
                Confidence.percent(confidence),
                confidence < Confidence.CERTAIN,
                row.getString("summary"),
                row.getString("proposed_action"),
                sender == null ? null : Sender.of(sender, row.getString("sender_name")),
                recipients.chosen(),
                recipients.otherOfAll(),
                row.getBoolean("reply_all"),
                sender == null ? null : Reply.subject(row.getString("subject")),
                AttachmentsJson.read(row.getString("attachments")),
                List.of(),
                row.getString("rationale"),
                ExecutionView.of(row),
                row.getString("returned_reason"),
                MailboxDraft.of(row),
                row.getString("override_reason"),
                SettledElsewhere.of(row.getString("override_reason")).isPresent(),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant());
    }
}
