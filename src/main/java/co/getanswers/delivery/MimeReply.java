package co.getanswers.delivery;

import co.getanswers.mail.MailboxAddress;
import co.getanswers.mail.Participant;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;

/** A reply as a MIME message (RFC 5322). */
final class MimeReply extends MimeMessage {
    private final Reply reply;

    private MimeReply(Session session, Reply reply) {
        super(session);
        this.reply = reply;
    }

    /** @throws AddressException when an address is not valid */
    static MimeReply of(Reply reply, Session session) throws MessagingException {
        var mime = new MimeReply(session, reply);
        mime.setFrom(address(reply.from()));
        mime.setRecipients(RecipientType.TO, addresses(reply.to()));
        if (!reply.cc().isEmpty()) {
            mime.setRecipients(RecipientType.CC, addresses(reply.cc()));
        }
        mime.setHeader("Subject", folded("Subject", reply.subject()));
        mime.setSentDate(Date.from(reply.sentAt()));
        if (reply.inReplyTo() != null) {
            mime.setHeader("In-Reply-To", ids(List.of(reply.inReplyTo())));
        }
        if (!reply.references().isEmpty()) {
            mime.setHeader("References", ids(reply.references()));
        }
        if (reply.automatic()) {
            mime.setHeader("Auto-Submitted", "auto-replied");
        }
        mime.setText(reply.text(), StandardCharsets.UTF_8.name());
        mime.saveChanges();
        return mime;
    }

    /** @throws DeliveryFailure when an address is not valid, or the reply can't be written */
    static MimeReply written(Reply reply, Session session) throws DeliveryFailure {
        try {
            return of(reply, session);
        } catch (MessagingException unwritable) {
            throw unwritable(unwritable);
        }
    }

    static DeliveryFailure unwritable(MessagingException cause) {
        return new DeliveryFailure(
                DeliveryFailure.Kind.PERMANENT,
                cause instanceof AddressException address
                        ? "The address " + address.getRef() + " can't be used: " + address.getMessage()
                        : "The reply can't be written: " + cause.getMessage(),
                cause);
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", ids(List.of(reply.messageId())));
    }

    /** Message-IDs, one to a line, so that no line exceeds 998 characters. */
    private static String ids(List<String> ids) {
        return ids.stream().map(id -> "<" + id + ">").collect(Collectors.joining("\r\n "));
    }

    private static String folded(String field, String text) throws MessagingException {
        try {
            return MimeUtility.fold(
                    field.length() + 2, MimeUtility.encodeText(text, StandardCharsets.UTF_8.name(), null));
        } catch (UnsupportedEncodingException impossible) {
            throw new MessagingException("Every Java has UTF-8", impossible);
        }
    }

    private static InternetAddress[] addresses(List<Participant> participants) throws MessagingException {
        var addresses = new InternetAddress[participants.size()];
        for (var i = 0; i < addresses.length; i++) {
            addresses[i] = address(participants.get(i));
        }
        return addresses;
    }

    private static InternetAddress address(Participant participant) throws MessagingException {
        try {
            var email = MailboxAddress.written(participant.email());
            var address = participant.name().isEmpty()
                    ? new InternetAddress(email)
                    : new InternetAddress(email, participant.name(), StandardCharsets.UTF_8.name());
            address.validate();
            return address;
        } catch (UnsupportedEncodingException impossible) {
            throw new MessagingException("Every Java has UTF-8", impossible);
        }
    }
}
