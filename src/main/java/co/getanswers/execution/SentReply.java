package co.getanswers.execution;

import co.getanswers.account.MailboxTransaction.Mailbox;
import co.getanswers.action.Lease;
import co.getanswers.delivery.Reply;
import co.getanswers.mail.AddressFields;
import co.getanswers.mail.CleanText;
import co.getanswers.mail.Direction;
import co.getanswers.mail.Message;
import co.getanswers.mail.MessageWriter;
import co.getanswers.mail.NewMessage;
import co.getanswers.mail.Participant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** A sent reply as a message of its conversation, under the action's id. */
record SentReply(Lease lease, UUID conversationId, Reply reply) {
    private static final int MAX_NAMED = 5;

    private static final String CONVERSATION =
            "update conversations set updated_at = greatest(updated_at, now()) where user_id = $1 and id = $2";

    /** A sentence that names the first recipients. */
    static String outcome(Reply reply) {
        var recipients = reply.recipients();
        var named = recipients.stream().limit(MAX_NAMED).map(Participant::email).collect(Collectors.joining(", "));
        var more = recipients.size() - MAX_NAMED;
        return "Sent to " + named + (more > 0 ? " and " + more + " more." : ".");
    }

    /** Writes the message unless its mailbox holds it: the copy in the folder of sent mail may have been imported first. */
    Uni<Void> store(Mailbox mailbox) {
        var message = new NewMessage(
                lease.actionId(),
                conversationId,
                Direction.OUTGOING,
                reply.messageId(),
                reply.inReplyTo(),
                reply.references(),
                reply.from(),
                AddressFields.sentTo(reply.to(), reply.cc()),
                CleanText.cut(reply.subject(), Message.MAX_SUBJECT),
                reply.text().replace("\r\n", "\n"),
                "",
                List.of(),
                null,
                false,
                reply.sentAt());
        return MessageWriter.insertMissing(mailbox, message)
                .chain(() ->
                        mailbox.client().preparedQuery(CONVERSATION).execute(Tuple.of(lease.userId(), conversationId)))
                .replaceWithVoid();
    }
}
