package co.getanswers.execution;

import co.getanswers.account.MailboxTransaction.Mailbox;
import co.getanswers.action.Lease;
import co.getanswers.delivery.DeliveryFailure;
import co.getanswers.delivery.Reply;
import co.getanswers.delivery.ReplyContext;
import co.getanswers.delivery.WrittenReply;
import co.getanswers.mail.AddressFields;
import co.getanswers.mail.CleanText;
import co.getanswers.mail.Direction;
import co.getanswers.mail.Message;
import co.getanswers.mail.MessageWriter;
import co.getanswers.mail.NewMessage;
import co.getanswers.mail.Participant;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A sent reply as a message of its conversation, under the action's id.
 *
 * @param copy for the folder of sent mail; absent if none has to be put there
 */
record SentReply(
        Lease lease,
        UUID conversationId,
        Reply reply,
        @Nullable Copy copy) {
    private static final int MAX_NAMED = 5;

    private static final String CONVERSATION =
            "update conversations set updated_at = greatest(updated_at, now()) where user_id = $1 and id = $2";

    private static final String COPY = """
            insert into sent_copies (message_id, user_id, account_id, source)
            select m.id, $1, x.id, $4
            from messages m
            join mail_accounts x on x.user_id = $1 and x.id = $3
            where m.user_id = $1 and m.id = $2
            on conflict do nothing""";

    /** A reply as it was sent, for the folder of sent mail of an account. */
    record Copy(UUID accountId, byte[] source) {
        /** @return null if the reply goes out by the service's own server, or the account's server keeps it */
        static @Nullable Copy of(Reply reply, ReplyContext.@Nullable SendingAccount account) throws DeliveryFailure {
            return account == null || !account.keepsSent()
                    ? null
                    : new Copy(account.id(), WrittenReply.of(reply).bytes());
        }
    }

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
                .chain(() -> keep(mailbox, message.id()))
                .replaceWithVoid();
    }

    private Uni<Void> keep(Mailbox mailbox, UUID message) {
        return copy == null
                ? Uni.createFrom().voidItem()
                : mailbox.client()
                        .preparedQuery(COPY)
                        .execute(Tuple.of(lease.userId(), message, copy.accountId(), Buffer.buffer(copy.source())))
                        .replaceWithVoid();
    }
}
