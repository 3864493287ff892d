package co.getanswers.mailbox.gmail;

import java.net.http.HttpClient;
import javax.net.ssl.SSLContext;

/** The one HTTP client for Google, and what is made of it; idle mailboxes share its connections. */
public final class GmailClient {
    private final GmailSettings settings;
    private final HttpClient client;
    private final HostRule hosts;

    /** @param tls the certificates that prove Google's servers */
    public GmailClient(GmailSettings settings, SSLContext tls, HostRule hosts) {
        this.settings = settings;
        this.hosts = hosts;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.timeout())
                .sslContext(tls)
                .build();
    }

    /** True if the configuration has the id and the secret of a client. */
    public boolean isConfigured() {
        return settings.clientId().filter(id -> !id.isBlank()).isPresent()
                && settings.clientSecret().filter(secret -> !secret.isBlank()).isPresent();
    }

    public GmailOAuth oauth() {
        return new GmailOAuth(settings, new GmailHttp(client, hosts, settings.timeout()));
    }

    /** The mailbox of a refresh token. */
    public GmailApi mailbox(String refreshToken) {
        var http = new GmailHttp(client, hosts, settings.timeout());
        return new GmailApi(settings, new GmailOAuth(settings, http), http, refreshToken);
    }
}
