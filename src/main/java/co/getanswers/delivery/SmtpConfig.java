package co.getanswers.delivery;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.util.MailSSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Configuration of the submission server.
 *
 * @param username absent if the server asks for none
 * @param tls true if the connection is encrypted from its beginning (implicit TLS)
 * @param ownName the host name in EHLO; by default the machine's own
 * @param sockets for encrypted connections; by default the JVM's own, with the JVM's trust store
 * @param verifying true if the sockets verify the name of the server, whose address the host is
 * @param timeout for each answer
 */
record SmtpConfig(
        String host,
        int port,
        @Nullable String username,
        @Nullable String password,
        boolean tls,
        StartTls startTls,
        boolean trustAll,
        @Nullable String ownName,
        @Nullable SSLSocketFactory sockets,
        boolean verifying,
        Duration timeout) {

    SmtpConfig(
            String host,
            int port,
            @Nullable String username,
            @Nullable String password,
            boolean tls,
            StartTls startTls,
            boolean trustAll,
            @Nullable String ownName,
            @Nullable SSLSocketFactory sockets,
            Duration timeout) {
        this(host, port, username, password, tls, startTls, trustAll, ownName, sockets, false, timeout);
    }

    enum StartTls {
        DISABLED,
        OPTIONAL,
        REQUIRED
    }

    /** Credentials leave in clear only where that was chosen. */
    private boolean requiresTls() {
        return startTls == StartTls.REQUIRED || username != null && startTls == StartTls.OPTIONAL;
    }

    /** The factory of sockets that are encrypted from their beginning. */
    SSLSocketFactory encryption() {
        if (trustAll) {
            try {
                var all = new MailSSLSocketFactory();
                all.setTrustAllHosts(true);
                return all;
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
        return sockets == null ? (SSLSocketFactory) SSLSocketFactory.getDefault() : sockets;
    }

    /** The properties of Angus Mail's session. */
    Properties properties() {
        var millis = String.valueOf(timeout.toMillis());
        var properties = new Properties();
        properties.put("mail.smtp.host", host);
        properties.put("mail.smtp.port", String.valueOf(port));
        properties.put("mail.smtp.connectiontimeout", millis);
        properties.put("mail.smtp.timeout", millis);
        properties.put("mail.smtp.writetimeout", millis);
        properties.put("mail.smtp.auth", String.valueOf(username != null));
        properties.put("mail.smtp.ssl.enable", String.valueOf(tls));
        properties.put("mail.smtp.starttls.enable", String.valueOf(!tls && startTls != StartTls.DISABLED));
        properties.put("mail.smtp.starttls.required", String.valueOf(!tls && requiresTls()));
        properties.put("mail.smtp.ssl.checkserveridentity", String.valueOf(!trustAll && !verifying));
        // Waiting for the answer to QUIT would keep a worker from the next mail.
        properties.put("mail.smtp.quitwait", "false");
        if (ownName != null) {
            properties.put("mail.smtp.localhost", ownName);
        }
        if (trustAll) {
            properties.put("mail.smtp.ssl.trust", "*");
        } else if (sockets != null) {
            properties.put("mail.smtp.ssl.socketFactory", sockets);
        }
        return properties;
    }
}
