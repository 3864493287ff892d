package co.getanswers.delivery;

import co.getanswers.action.Decider;
import co.getanswers.mail.Participant;
import co.getanswers.platform.EnumValue;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An action that is to become a reply, with what it answers.
 *
 * @param owner whose mail it is
 * @param decidedBy null for rows of the old service
 * @param text what the person made of the proposal, else the proposal
 * @param answered null where the conversation has no message that could be answered
 * @param movedOn whether the thread got mail after the decision that was not carried out by us
 */
public record ReplyContext(
        UUID actionId,
        UUID conversationId,
        Participant owner,
        Decider decidedBy,
        Instant resolvedAt,
        String risk,
        String text,
        Answered answered,
        boolean movedOn) {

    /**
     * The message that is answered.
     *
     * @param messageId as stored; null only for rows of the old service
     * @param inReplyTo null where there is none
     * @param references oldest first
     */
    record Answered(String messageId, String inReplyTo, List<String> references, Participant sender, String subject) {}

    /**
     * Of {@code a}, an action: whether its thread has mail that whoever decided can't have seen. What was taken in with
     * the message in one batch bears the same time, and a later key.
     */
    public static final String MOVED_ON = """
            exists (
              select
              from messages newer
              where newer.conversation_id = a.conversation_id
                and (newer.created_at > a.resolved_at or newer.created_at = a.resolved_at and newer.id > a.message_id)
                and not exists (select from agent_actions own where own.id = newer.id))""";

    public static final String READ = """
            select a.id, a.conversation_id, a.decided_by, a.resolved_at, a.risk_level,
                   coalesce(a.user_edit, a.proposed_content) as text, u.email, u.name,
                   m.id as answered, m.message_id, m.in_reply_to, m.mail_references, m.sender_email, m.sender_name,
                   m.subject, %s as moved_on
            from agent_actions a
            join users u on u.id = a.user_id
            left join messages m on m.id = coalesce(a.message_id, (
              select latest.id
              from messages latest
              where latest.conversation_id = a.conversation_id and latest.direction = 'incoming'
              order by latest.sent_at desc
              limit 1))
            where a.id = $1""".formatted(MOVED_ON);

    public static ReplyContext of(Row row) {
        var references = row.getArrayOfStrings("mail_references");
        return new ReplyContext(
                row.getUUID("id"),
                row.getUUID("conversation_id"),
                new Participant(row.getString("email"), row.getString("name")),
                EnumValue.stored(Decider.class, row.getString("decided_by")),
                row.getOffsetDateTime("resolved_at").toInstant(),
                row.getString("risk_level"),
                row.getString("text"),
                row.getUUID("answered") == null
                        ? null
                        : new Answered(
                                row.getString("message_id"),
                                row.getString("in_reply_to"),
                                references == null ? List.of() : List.of(references),
                                new Participant(row.getString("sender_email"), row.getString("sender_name")),
                                row.getString("subject")),
                row.getBoolean("moved_on"));
    }
}
