package co.getanswers.delivery;

import java.time.Duration;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;

/**
 * Where mail is handed over.
 *
 * @param username null where the server asks for none
 * @param tls whether the connection is encrypted from its beginning
 * @param ownName what the server is told that we are; null where the machine knows
 * @param sockets for encrypted connections; null for those of the JVM, which trust what it trusts
 * @param timeout for each answer
 */
record SmtpConfig(
        String host,
        int port,
        String username,
        String password,
        boolean tls,
        StartTls startTls,
        boolean trustAll,
        String ownName,
        SSLSocketFactory sockets,
        Duration timeout) {

    enum StartTls {
        DISABLED,
        OPTIONAL,
        REQUIRED
    }

    /** For Angus Mail's session. */
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
        properties.put("mail.smtp.starttls.required", String.valueOf(!tls && startTls == StartTls.REQUIRED));
        properties.put("mail.smtp.ssl.checkserveridentity", String.valueOf(!trustAll));
        // Whoever only waits for the answer to QUIT keeps a worker from the next mail.
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
