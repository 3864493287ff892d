package co.getanswers.mailbox;

import co.getanswers.mailbox.gmail.GmailApi;
import co.getanswers.mailbox.gmail.GmailClient;
import co.getanswers.mailbox.gmail.GmailOAuth;
import co.getanswers.mailbox.gmail.GmailSettings;
import co.getanswers.platform.Failure;
import io.quarkus.tls.TlsConfigurationRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/** Clients of Gmail, under the rules for all servers of mailboxes. */
@ApplicationScoped
class GmailClients {
    private final GmailClient client;
    private final Duration checkEvery;
    private final String server;

    GmailClients(
            GmailSettings gmail, MailboxSettings settings, MailServers servers, TlsConfigurationRegistry registry) {
        this.client = new GmailClient(gmail, tls(settings, registry), servers::requireAllowed);
        this.checkEvery = gmail.checkEvery();
        this.server = gmail.apiUrl().getHost();
    }

    private static SSLContext tls(MailboxSettings settings, TlsConfigurationRegistry registry) {
        try {
            var name = settings.tlsConfigurationName();
            return name.isPresent()
                    ? registry.get(name.get()).orElseThrow().createSSLContext()
                    : SSLContext.getDefault();
        } catch (Exception unusable) {
            throw new IllegalStateException("The TLS configuration of mailboxes can't be used", unusable);
        }
    }

    boolean isConfigured() {
        return client.isConfigured();
    }

    /** @throws Failure.Conflict if the configuration has no OAuth client */
    void requireConfigured() {
        if (!client.isConfigured()) {
            throw new Failure.Conflict("Gmail is not configured: the service's operator sets"
                    + " GETANSWERS_GMAIL_CLIENT_ID and GETANSWERS_GMAIL_CLIENT_SECRET.");
        }
    }

    GmailOAuth oauth() {
        return client.oauth();
    }

    GmailApi mailbox(String refreshToken) {
        return client.mailbox(refreshToken);
    }

    Duration checkEvery() {
        return checkEvery;
    }

    /** The server of an account: that of Gmail's interface, with the address in place of a login name. */
    ServerSettings server(String address) {
        return new ServerSettings(server, 443, TlsMode.IMPLICIT, address);
    }
}
