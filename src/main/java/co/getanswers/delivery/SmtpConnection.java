package co.getanswers.delivery;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * One SMTP session that knows its point of no return: the line with nothing but a dot (RFC 5321, section 4.1.1.4). Before
 * it, a server has nothing to accept; after it, only the server's answer tells whether it accepted the mail.
 */
final class SmtpConnection extends SMTPTransport {
    private static final String END_OF_DATA = ".";
    private static final int ACCEPTED = 250;

    private final CapturedSocketFactory sockets;
    private final SendGate gate;
    private boolean handedOver;

    SmtpConnection(Session session, URLName server, CapturedSocketFactory sockets, SendGate gate) {
        super(session, server);
        this.sockets = sockets;
        this.gate = gate;
    }

    /** True if the server may have accepted the mail, unless its answer says otherwise. */
    boolean isHandedOver() {
        return handedOver;
    }

    @Override
    protected void finishData() throws MessagingException {
        // Ends the last line, and with that everything but the dot leaves for the server.
        sendCommand("");
        gate.begin();
        refuseWhereCut();
        handedOver = true;
        issueCommand(END_OF_DATA, ACCEPTED);
    }

    /** Notices a server that went away before the dot, where a loss is still harmless. */
    private void refuseWhereCut() throws MessagingException {
        var socket = sockets.last();
        if (socket == null || isSSL()) {
            return;
        }
        try {
            if (socket.getInputStream().available() > 0 || isClosed(socket)) {
                throw new MessagingException("The connection was cut before the mail was complete");
            }
        } catch (IOException cut) {
            throw new MessagingException("The connection was cut before the mail was complete", cut);
        }
    }

    private static boolean isClosed(Socket socket) throws IOException {
        var timeout = socket.getSoTimeout();
        try {
            socket.setSoTimeout(1);
            return socket.getInputStream().read() >= -1;
        } catch (SocketTimeoutException silent) {
            return false;
        } finally {
            socket.setSoTimeout(timeout);
        }
    }
}
