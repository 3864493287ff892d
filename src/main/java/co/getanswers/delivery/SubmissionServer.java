package co.getanswers.delivery;

import co.getanswers.delivery.SmtpConfig.StartTls;
import java.net.InetAddress;
import java.time.Duration;
import javax.net.ssl.SSLSocketFactory;

/**
 * A submission server of a user (RFC 6409).
 *
 * @param address the only address that is connected to
 * @param tls true if the connection is encrypted from its beginning (implicit TLS)
 * @param startTls true if it is encrypted before the login
 * @param sockets encrypt connections to the server, and verify its name
 */
public record SubmissionServer(
        InetAddress address,
        int port,
        String username,
        String password,
        boolean tls,
        boolean startTls,
        SSLSocketFactory sockets) {
    /** @param timeout for each answer */
    public Transport transport(Duration timeout) {
        var config = new SmtpConfig(
                address.getHostAddress(),
                port,
                username,
                password,
                tls,
                startTls ? StartTls.REQUIRED : StartTls.DISABLED,
                false,
                null,
                sockets,
                true,
                timeout);
        return new SmtpTransport(config, new SendingPause());
    }
}
