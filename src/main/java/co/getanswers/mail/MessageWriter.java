package co.getanswers.mail;

import static co.getanswers.account.BatchStatement.NOW;

import co.getanswers.account.BatchStatement;
import co.getanswers.account.BatchStatement.Columns;
import co.getanswers.account.JoinedStatement;
import co.getanswers.account.MailboxTransaction.Mailbox;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Writes messages, and the Message-IDs that tie later messages to their conversations. */
public final class MessageWriter {
    private static final Columns<NewMessage> MESSAGE = BatchStatement.<NewMessage>columns()
            .expression("created_at", NOW)
            .uuid("id", NewMessage::id)
            .uuid("conversation_id", NewMessage::conversationId)
            .text("direction", message -> message.direction().value())
            .text("message_id", NewMessage::messageId)
            .text("in_reply_to", NewMessage::inReplyTo)
            .lines("mail_references", NewMessage::references)
            .text("sender_email", message -> message.sender().email())
            .text("sender_name", message -> message.sender().name())
            .json("mail_addresses", message -> AddressFieldsJson.write(message.addresses()))
            .text("subject", NewMessage::subject)
            .text("body_text", NewMessage::text)
            .text("body_html", NewMessage::html)
            .json("attachments", message -> AttachmentsJson.write(message.attachments()))
            .text("content_hash", NewMessage::contentHash)
            .flag("sender_forged", NewMessage::distrusted)
            .timestamp("sent_at", NewMessage::sentAt);

    private static final Columns<Map.Entry<String, UUID>> REFERENCE = BatchStatement.<Map.Entry<String, UUID>>columns()
            .text("message_id", Map.Entry::getKey)
            .uuid("conversation_id", Map.Entry::getValue);

    private static final BatchStatement<NewMessage> INSERT = MESSAGE.insertInto("messages");
    private static final BatchStatement<NewMessage> INSERT_MISSING = MESSAGE.insertMissingInto("messages");

    private static final BatchStatement<Map.Entry<String, UUID>> INSERT_REFERENCES =
            REFERENCE.insertInto("thread_references");

    private static final BatchStatement<Map.Entry<String, UUID>> INSERT_MISSING_REFERENCES =
            REFERENCE.insertMissingInto("thread_references");

    private MessageWriter() {}

    /** @param references the Message-IDs that are not recorded yet, each with its conversation */
    public static JoinedStatement insert(
            JoinedStatement joined, List<NewMessage> messages, Map<String, UUID> references) {
        return joined.add(INSERT, messages).add(INSERT_REFERENCES, List.copyOf(references.entrySet()));
    }

    /** Inserts a message unless the mailbox holds it: the copy in the folder of sent mail may have been imported first. */
    public static Uni<Void> insertMissing(Mailbox mailbox, NewMessage message) {
        return INSERT_MISSING
                .execute(mailbox, List.of(message))
                .chain(() -> INSERT_MISSING_REFERENCES.execute(
                        mailbox, List.of(Map.entry(message.messageId(), message.conversationId()))));
    }
}
