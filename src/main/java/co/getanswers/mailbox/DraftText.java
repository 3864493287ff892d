package co.getanswers.mailbox;

import co.getanswers.delivery.DeliveryFailure;
import co.getanswers.delivery.Reply;
import co.getanswers.delivery.ReplyContext;
import co.getanswers.delivery.WrittenReply;
import co.getanswers.mail.AddressFieldsJson;
import co.getanswers.mail.UnreadableMail;
import co.getanswers.mail.mime.MailReader;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The answer of a card as a draft: the very reply that an approval would send, under a Message-ID of its own. Sent by a mail
 * program, it is the person's mail and not the card's reply.
 *
 * @param mailId without angle brackets
 * @param hash tells it from any other text, subject or recipients
 */
record DraftText(String mailId, byte[] bytes, String hash) {
    private static final int HASH_IN_ID = 16;

    /** Writes the draft; empty if nobody can be answered. */
    static Optional<DraftText> of(ReplyContext context) {
        try {
            var reply = Reply.compose(context.approved(context.toAll()), context.readAt());
            var hash = hash(WrittenReply.of(reply).bytes());
            if (hash == null) {
                return Optional.empty();
            }
            var mailId = "draft." + reply.actionId() + "." + hash.substring(0, HASH_IN_ID)
                    + reply.messageId().substring(reply.messageId().lastIndexOf('@'));
            return Optional.of(
                    new DraftText(mailId, WrittenReply.of(reply.under(mailId)).bytes(), hash));
        } catch (Reply.Unanswerable | DeliveryFailure unwritable) {
            return Optional.empty();
        }
    }

    /**
     * Hashes all that a person may edit in a draft, and nothing that a server may change.
     *
     * @return null if it can't be read
     */
    static @Nullable String hash(byte[] mail) {
        try {
            var read = MailReader.read(mail, Instant.EPOCH, false);
            var digest = MessageDigest.getInstance("SHA-256");
            for (var part : new @Nullable String[] {
                read.sender().email(),
                AddressFieldsJson.write(read.addresses()),
                read.subject(),
                read.text().replace("\r\n", "\n").stripTrailing(),
                read.html(),
                read.attachments().toString()
            }) {
                digest.update(String.valueOf(part).getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            var hidden = new InternetHeaders(new ByteArrayInputStream(mail)).getHeader("Bcc", ",");
            if (hidden != null && !hidden.isBlank()) {
                digest.update(MimeUtility.unfold(hidden).strip().getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (UnreadableMail | MessagingException another) {
            return null;
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
