package co.getanswers.mailbox;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.util.Properties;

/** Tries the login at a submission server (RFC 6409), without sending anything. */
final class SubmissionLogin {
    private SubmissionLogin() {}

    /**
     * Connects, encrypts, logs in and says goodbye; blocks.
     *
     * @throws RefusedLogin if the server does not accept the name and the password
     * @throws IOException if the server can't be reached, or not safely
     */
    static void attempt(MailSocket socket, ServerSettings server, String password, int timeout)
            throws IOException, RefusedLogin {
        var session = Session.getInstance(properties(socket, server, timeout));
        try (var submission = session.getTransport("smtp")) {
            submission.connect(server.host(), server.port(), server.username(), password);
        } catch (AuthenticationFailedException refused) {
            throw RefusedLogin.by(server, String.valueOf(refused.getMessage()), password);
        } catch (MessagingException failed) {
            throw UnreachableServer.causeOf(
                    failed,
                    "The server " + server.host()
                            + " is no submission server, does not answer now, or offers no encryption there.");
        } finally {
            socket.close();
        }
    }

    private static Properties properties(MailSocket socket, ServerSettings server, int timeout) {
        var properties = new Properties();
        properties.put("mail.smtp.socketFactory", new MailSockets(socket));
        properties.put("mail.smtp.socketFactory.fallback", "false");
        properties.put("mail.smtp.ssl.socketFactory", new MailSockets.Encryption());
        properties.put("mail.smtp.starttls.enable", String.valueOf(server.tls() == TlsMode.STARTTLS));
        properties.put("mail.smtp.starttls.required", String.valueOf(server.tls() == TlsMode.STARTTLS));
        properties.put("mail.smtp.auth", "true");
        properties.put("mail.smtp.quitwait", "false");
        properties.put("mail.smtp.connectiontimeout", String.valueOf(timeout));
        properties.put("mail.smtp.timeout", String.valueOf(timeout));
        return properties;
    }
}
