package co.getanswers.mailbox;

import co.getanswers.delivery.SubmissionServer;
import io.quarkus.tls.TlsConfigurationRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/** Opens connections to the servers of accounts, as the configuration allows. */
@ApplicationScoped
class MailServers {
    private final PublicAddresses addresses;
    private final Trust trust;
    private final boolean unencrypted;
    private final int timeout;

    MailServers(MailboxSettings settings, TlsConfigurationRegistry registry) {
        this.addresses = new PublicAddresses(settings.privateNetworks().orElse(List.of()));
        this.trust = Trust.of(settings.tlsConfigurationName(), registry);
        this.unencrypted = settings.unencrypted();
        this.timeout = (int) settings.timeout().toMillis();
    }

    /** Logs in to an IMAP server; blocks. */
    ImapConnection imap(ServerSettings server, String password, long longestLiteral) throws IOException, RefusedLogin {
        return ImapConnection.open(socket(server, longestLiteral), server, password, timeout);
    }

    /** Tries the login at a submission server; blocks. */
    void attemptSubmission(ServerSettings server, String password) throws IOException, RefusedLogin {
        SubmissionLogin.attempt(socket(server, 0), server, password, timeout);
    }

    /** The submission server of an account, whose name was looked up and checked; blocks. */
    SubmissionServer submission(ServerSettings server, String password) throws IOException {
        requireEncryption(server);
        return new SubmissionServer(
                addresses.resolve(server.host()).get(0),
                server.port(),
                server.username(),
                password,
                server.tls() == TlsMode.IMPLICIT,
                server.tls() == TlsMode.STARTTLS,
                new NamedTls(trust, server));
    }

    /**
     * Checks the address of an HTTP interface; blocks.
     *
     * @throws UnreachableServer if it is not on the public Internet, or would be reached without encryption
     */
    void requireAllowed(URI address) throws UnreachableServer {
        if (!"https".equalsIgnoreCase(address.getScheme()) && !unencrypted) {
            throw new UnreachableServer(
                    "The address of " + address.getHost() + " has no encryption: it begins with https.");
        }
        addresses.resolve(String.valueOf(address.getHost()));
    }

    private MailSocket socket(ServerSettings server, long longestLiteral) throws IOException {
        requireEncryption(server);
        return new MailSocket(server, addresses.resolve(server.host()), trust, longestLiteral);
    }

    private void requireEncryption(ServerSettings server) throws UnreachableServer {
        if (server.tls() == TlsMode.NONE && !unencrypted) {
            throw new UnreachableServer("Passwords are not sent without encryption: use implicit or starttls.");
        }
    }
}
