package co.getanswers.delivery;

import co.getanswers.action.Decider;
import co.getanswers.action.ExecutionStore;
import co.getanswers.mail.Participant;
import co.getanswers.platform.EnumValue;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An action that is to become a reply, with the message that it answers.
 *
 * @param owner the user whose mail it is
 * @param text the text that the person typed, else the proposal
 * @param decidedBy absent only from rows of the old service
 * @param answered absent if the conversation has no message that could be answered
 * @param movedOn whether the conversation got mail after the decision that this service did not send
 */
public record ReplyContext(
        UUID actionId,
        UUID conversationId,
        Participant owner,
        @Nullable Decider decidedBy,
        String text,
        @Nullable Answered answered,
        boolean movedOn) {

    /**
     * The message that is answered.
     *
     * @param messageId as stored; absent only from rows of the old service
     * @param references oldest first
     */
    record Answered(
            @Nullable String messageId,
            @Nullable String inReplyTo,
            List<String> references,
            Participant sender,
            String subject) {}

    private static final String READ = """
            select a.id, a.conversation_id, a.decided_by,
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
            where a.id = $1""".formatted(ExecutionStore.MOVED_ON);

    /** Reads the context of an action; absent if the action is gone. */
    public static Uni<@Nullable ReplyContext> read(SqlClient client, UUID actionId) {
        return client.preparedQuery(READ)
                .execute(Tuple.of(actionId))
                .map(rows -> rows.rowCount() == 0 ? null : of(rows.iterator().next()));
    }

    private static ReplyContext of(Row row) {
        var references = row.getArrayOfStrings("mail_references");
        return new ReplyContext(
                row.getUUID("id"),
                row.getUUID("conversation_id"),
                new Participant(row.getString("email"), row.getString("name")),
                EnumValue.parseNullable(Decider.class, row.getString("decided_by")),
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
