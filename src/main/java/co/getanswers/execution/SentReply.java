package co.getanswers.execution;

import co.getanswers.action.Lease;
import co.getanswers.delivery.Reply;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** A sent reply as a message of its conversation, under the action's id. */
record SentReply(Lease lease, UUID conversationId, Reply reply) {
    private static final String MESSAGE = """
            insert into messages (
              id, user_id, conversation_id, message_id, in_reply_to, mail_references, sender_email, sender_name,
              subject, body_text, body_html, direction, sent_at, created_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, left($9, 512), $10, '', 'outgoing', $11, now())
            on conflict do nothing""";

    private static final String REFERENCE = """
            insert into thread_references (user_id, message_id, conversation_id)
            values ($1, $2, $3)
            on conflict do nothing""";

    private static final String CONVERSATION =
            "update conversations set updated_at = greatest(updated_at, now()) where user_id = $1 and id = $2";

    /** Writes the message, in the caller's transaction. */
    Uni<Void> store(SqlClient transaction) {
        var message = Tuple.tuple(List.of())
                .addValue(lease.actionId())
                .addValue(lease.userId())
                .addValue(conversationId)
                .addValue(reply.messageId())
                .addValue(reply.inReplyTo())
                .addValue(reply.references().toArray(String[]::new))
                .addValue(reply.from().email())
                .addValue(reply.from().name())
                .addValue(reply.subject())
                .addValue(reply.text().replace("\r\n", "\n"))
                .addValue(reply.sentAt().atOffset(ZoneOffset.UTC));
        return transaction
                .preparedQuery(MESSAGE)
                .execute(message)
                .chain(() -> transaction
                        .preparedQuery(REFERENCE)
                        .execute(Tuple.of(lease.userId(), reply.messageId(), conversationId)))
                .chain(() -> transaction.preparedQuery(CONVERSATION).execute(Tuple.of(lease.userId(), conversationId)))
                .replaceWithVoid();
    }
}
