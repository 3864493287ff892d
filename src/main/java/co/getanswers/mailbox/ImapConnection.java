package co.getanswers.mailbox;

import java.io.IOException;
import java.util.Properties;
import org.eclipse.angus.mail.iap.CommandFailedException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.util.MailLogger;

/**
 * A connection to an IMAP server (RFC 3501), logged in. It works with the protocol itself, not with the folders of Jakarta
 * Mail: those keep an object for each message.
 */
final class ImapConnection implements AutoCloseable {
    private static final MailLogger SILENT = new MailLogger(ImapConnection.class, "IMAP", false, System.out);
    private static final String NAME = "imap";

    private final MailSocket socket;
    private final IMAPProtocol protocol;

    private ImapConnection(MailSocket socket, IMAPProtocol protocol) {
        this.socket = socket;
        this.protocol = protocol;
    }

    /**
     * Connects, encrypts and logs in; blocks.
     *
     * @throws RefusedLogin if the server does not accept the name and the password
     * @throws IOException if the server can't be reached, or not safely
     */
    static ImapConnection open(MailSocket socket, ServerSettings server, String password, int timeout)
            throws IOException, RefusedLogin {
        IMAPProtocol protocol;
        try {
            protocol = new IMAPProtocol(NAME, server.host(), server.port(), properties(socket, timeout), false, SILENT);
        } catch (ProtocolException | IOException failed) {
            socket.close();
            throw UnreachableServer.causeOf(
                    failed, "The server " + server.host() + " is no IMAP server, or does not answer now.");
        }
        var connection = new ImapConnection(socket, protocol);
        try {
            if (server.tls() == TlsMode.STARTTLS) {
                connection.encrypt(server);
            }
            connection.logIn(server, password);
            return connection;
        } catch (IOException | RefusedLogin | RuntimeException failed) {
            connection.close();
            throw failed;
        }
    }

    private static Properties properties(MailSocket socket, int timeout) {
        var properties = new Properties();
        properties.put("mail.imap.socketFactory", new MailSockets(socket));
        properties.put("mail.imap.socketFactory.fallback", "false");
        properties.put("mail.imap.ssl.socketFactory", new MailSockets.Encryption());
        properties.put("mail.imap.connectiontimeout", String.valueOf(timeout));
        properties.put("mail.imap.timeout", String.valueOf(timeout));
        return properties;
    }

    private void encrypt(ServerSettings server) throws IOException {
        try {
            // A connection that is logged in before it is encrypted is not to be trusted.
            if (protocol.isAuthenticated() || !protocol.hasCapability("STARTTLS")) {
                throw new UnreachableServer(
                        "The server " + server.host() + " offers no encryption on port " + server.port() + ".");
            }
            protocol.startTLS();
            // Somebody in between could have changed the list that came before.
            protocol.capability();
        } catch (ProtocolException refused) {
            throw UnreachableServer.causeOf(
                    refused, "The server " + server.host() + " refuses to encrypt the connection.");
        }
    }

    private void logIn(ServerSettings server, String password) throws IOException, RefusedLogin {
        if (protocol.isAuthenticated()) {
            return;
        }
        try {
            if (protocol.hasCapability("AUTH=PLAIN")) {
                protocol.authplain(null, server.username(), password);
            } else {
                protocol.login(server.username(), password);
            }
            if (protocol.getCapabilities().isEmpty()) {
                protocol.capability();
            }
        } catch (CommandFailedException refused) {
            throw RefusedLogin.by(server, String.valueOf(refused.getResponse().getRest()), password);
        } catch (ProtocolException lost) {
            throw new UnreachableServer("The server " + server.host() + " ended the connection before the login.");
        }
    }

    MailSocket socket() {
        return socket;
    }

    /** Ends the connection without a word to the server. */
    @Override
    public void close() {
        protocol.disconnect();
    }
}
