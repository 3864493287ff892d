package co.getanswers.delivery;

import co.getanswers.delivery.DeliveryFailure.Kind;
import co.getanswers.delivery.SendGate.Closed;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/** Sends replies over SMTP (RFC 5321), each over a connection of its own. */
final class SmtpTransport implements Transport {
    private static final int LONGEST_RESPONSE = 500;

    /** The codes that refuse the client, not the mail (RFC 4954, section 6; RFC 3207, section 4). */
    private static final Set<Integer> REFUSALS_OF_SERVICE = Set.of(530, 534, 535, 538);

    private static final String NO_TLS = "STARTTLS is required";

    private final SmtpConfig server;
    private final SendingPause pause;

    SmtpTransport(SmtpConfig server, SendingPause pause) {
        this.server = server;
        this.pause = pause;
    }

    @Override
    public String send(Reply reply, SendGate gate) throws DeliveryFailure {
        var left = pause.left();
        if (!left.isZero()) {
            throw refused(String.valueOf(pause.reason()), left, null);
        }
        var sockets = new CapturedSocketFactory(gate);
        var session = Session.getInstance(properties(sockets, gate));
        var mail = MimeReply.written(reply, session);
        var connection = new SmtpConnection(
                session,
                new URLName("smtp", server.host(), server.port(), null, server.username(), server.password()),
                sockets,
                gate);
        try {
            connection.connect();
            pause.accepted();
            connection.sendMessage(mail, mail.getAllRecipients());
            return response(connection);
        } catch (MessagingException failed) {
            throw failure(connection, failed);
        } finally {
            close(connection);
        }
    }

    private Properties properties(CapturedSocketFactory sockets, SendGate gate) {
        var properties = server.properties();
        if (server.tls()) {
            // This trust would be a factory of its own, which takes the place of any other.
            properties.remove("mail.smtp.ssl.trust");
            properties.put("mail.smtp.ssl.socketFactory", new CapturedTls(server.encryption(), gate));
        } else {
            properties.put("mail.smtp.socketFactory", sockets);
        }
        // Else a socket that nobody captured would take the place of one that was closed.
        properties.put("mail.smtp.socketFactory.fallback", "false");
        return properties;
    }

    private DeliveryFailure failure(SmtpConnection connection, MessagingException failed) {
        var code = code(connection, failed);
        var noTls = String.valueOf(failed.getMessage()).startsWith(NO_TLS);
        if (noTls || REFUSALS_OF_SERVICE.contains(code) && refusedRecipient(failed) == null) {
            var why = noTls ? "it offers no TLS, and credentials are not sent in clear" : said(connection, failed);
            pause.refused("the mail server " + server.host() + ":" + server.port() + " refuses it: " + why);
            return refused(String.valueOf(pause.reason()), pause.left(), failed);
        }
        if (code >= 500 && code <= 599) {
            return new DeliveryFailure(Kind.PERMANENT, "The mail server refused: " + said(connection, failed), failed);
        }
        if (code >= 400 && code <= 499) {
            return new DeliveryFailure(
                    Kind.TEMPORARY, "The mail server asks to try again: " + said(connection, failed), failed);
        }
        if (connection.isHandedOver()) {
            return new DeliveryFailure(
                    Kind.UNCERTAIN,
                    "The mail server took the mail and did not answer: nobody knows whether it went out. Look whether it"
                            + " arrived; if it did not, try again.",
                    failed);
        }
        return new DeliveryFailure(
                Kind.TEMPORARY,
                "The mail server " + server.host() + ":" + server.port() + " can't be reached: " + reason(failed),
                failed);
    }

    private static DeliveryFailure refused(String reason, Duration wait, @Nullable Throwable cause) {
        return new DeliveryFailure(
                Kind.REFUSED_SERVICE,
                "The service can't send mail, " + reason + ". Nothing was sent; it is tried again.",
                cause,
                wait);
    }

    /** The server's reply code for the failed command, wherever Angus Mail keeps it; 0 or less when it gave none. */
    private static int code(SmtpConnection connection, MessagingException failed) {
        var recipient = refusedRecipient(failed);
        if (recipient != null) {
            return recipient.getReturnCode();
        }
        for (Exception cause = failed; cause != null; cause = next(cause)) {
            if (cause instanceof SMTPSenderFailedException refused) {
                return refused.getReturnCode();
            }
            if (cause instanceof SMTPSendFailedException refused && refused.getReturnCode() > 0) {
                return refused.getReturnCode();
            }
        }
        return connection.getLastReturnCode();
    }

    private static String said(SmtpConnection connection, MessagingException failed) {
        var recipient = refusedRecipient(failed);
        if (recipient != null) {
            var number = failed instanceof SendFailedException sending ? recipients(sending) : 1;
            return (number > 1 ? recipient.getAddress().getAddress() + ": " : "") + clean(recipient.getMessage());
        }
        for (Exception cause = failed; cause != null; cause = next(cause)) {
            if (cause instanceof SMTPSenderFailedException) {
                return clean(cause.getMessage());
            }
        }
        return response(connection);
    }

    /** The recipient that the server refused, one that it refused for good before one that it may take later. */
    private static @Nullable SMTPAddressFailedException refusedRecipient(MessagingException failed) {
        SMTPAddressFailedException found = null;
        for (Exception cause = failed; cause != null; cause = next(cause)) {
            if (cause instanceof SMTPAddressFailedException refused
                    && (found == null || found.getReturnCode() < 500 && refused.getReturnCode() >= 500)) {
                found = refused;
            }
        }
        return found;
    }

    private static int recipients(SendFailedException failed) {
        return length(failed.getInvalidAddresses())
                + length(failed.getValidSentAddresses())
                + length(failed.getValidUnsentAddresses());
    }

    private static int length(Address @Nullable [] addresses) {
        return addresses == null ? 0 : addresses.length;
    }

    private static @Nullable Exception next(Exception cause) {
        return cause instanceof MessagingException next ? next.getNextException() : null;
    }

    private static String reason(MessagingException failed) {
        var cause = failed.getNextException() == null ? failed : failed.getNextException();
        return clean(cause.getMessage());
    }

    private static String response(SmtpConnection connection) {
        return clean(connection.getLastServerResponse());
    }

    private static String clean(@Nullable String text) {
        var line = String.valueOf(text).replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return line.length() <= LONGEST_RESPONSE ? line : line.substring(0, LONGEST_RESPONSE);
    }

    private static void close(SmtpConnection connection) {
        try {
            connection.close();
        } catch (MessagingException | Closed closedAlready) {
            // The result is known already.
        }
    }
}
