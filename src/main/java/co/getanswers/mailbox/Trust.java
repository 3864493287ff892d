package co.getanswers.mailbox;

import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import java.io.IOException;
import java.net.Socket;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * The certificates that prove a mail server.
 *
 * @param named whether a certificate must bear the server's name; only a configuration that trusts all asks for none
 */
record Trust(SSLSocketFactory sockets, boolean named) {
    /** The certificates that Java trusts. */
    static Trust ofJava() {
        return new Trust((SSLSocketFactory) SSLSocketFactory.getDefault(), true);
    }

    /** @throws IllegalStateException if there is no such configuration, or it can't be used */
    static Trust of(Optional<String> configuration, TlsConfigurationRegistry registry) {
        return configuration
                .map(name -> of(registry.get(name)
                        .orElseThrow(() -> new IllegalStateException("There is no TLS configuration " + name))))
                .orElseGet(Trust::ofJava);
    }

    private static Trust of(TlsConfiguration configuration) {
        try {
            return new Trust(configuration.createSSLContext().getSocketFactory(), !configuration.isTrustAll());
        } catch (Exception unusable) {
            throw new IllegalStateException("The TLS configuration of mailboxes can't be used", unusable);
        }
    }

    /** Encrypts a connection; its certificate must be trusted and bear the host's name (RFC 2818, section 3.1). */
    Socket encrypt(Socket connected, String host, int port) throws IOException {
        var encrypted = (SSLSocket) sockets.createSocket(connected, host, port, true);
        if (named) {
            var parameters = encrypted.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            encrypted.setSSLParameters(parameters);
        }
        encrypted.startHandshake();
        return encrypted;
    }
}
