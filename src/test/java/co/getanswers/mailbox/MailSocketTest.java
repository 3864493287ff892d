package co.getanswers.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.KeyStore;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.angus.mail.util.MailSSLSocketFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Connections to a server whose certificate nobody has signed. */
class MailSocketTest {
    private static final int TIMEOUT = 20_000;
    private static final int LIMIT = 100_000;

    private static final GreenMail SERVER = PatientGreenMail.of(ServerSetup.PROTOCOL_IMAPS, ServerSetup.PROTOCOL_IMAP);

    @BeforeAll
    static void start() {
        SERVER.start();
        SERVER.setUser("mara@example.org", "mara", "right-password");
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    private static ServerSettings encrypted() {
        return new ServerSettings("mail.example.org", SERVER.getImaps().getPort(), TlsMode.IMPLICIT, "mara");
    }

    private static MailSocket to(ServerSettings server, Trust trust) throws Exception {
        return new MailSocket(server, List.of(InetAddress.getByName("127.0.0.1")), trust, LIMIT);
    }

    private static Trust everybody() throws Exception {
        var sockets = new MailSSLSocketFactory();
        sockets.setTrustAllHosts(true);
        return new Trust(sockets, false);
    }

    @Test
    void itGoesToTheCheckedAddressWhateverTheNameMeans() throws Exception {
        try (var connection =
                ImapConnection.open(to(encrypted(), everybody()), encrypted(), "right-password", TIMEOUT)) {
            assertThat(connection.socket().getInetAddress().isLoopbackAddress()).isTrue();
        }
    }

    @Test
    void aCertificateThatIsNotTrustedIsRefused() throws Exception {
        var socket = to(encrypted(), Trust.ofJava());

        assertThatThrownBy(() -> ImapConnection.open(socket, encrypted(), "right-password", TIMEOUT))
                .isInstanceOf(UnreachableServer.class)
                .hasMessageContaining("certificate");
        assertThat(socket.isClosed()).isTrue();
    }

    @Test
    void aTrustedCertificateThatBearsAnotherNameIsRefused() throws Exception {
        assertThatThrownBy(() -> ImapConnection.open(
                        to(encrypted(), new Trust(ofTheServer(), true)), encrypted(), "right-password", TIMEOUT))
                .isInstanceOf(UnreachableServer.class)
                .hasMessageContaining("another name");

        ImapConnection.open(to(encrypted(), new Trust(ofTheServer(), false)), encrypted(), "right-password", TIMEOUT)
                .close();
    }

    /** Trusts the certificate of the server and no other. */
    private static SSLSocketFactory ofTheServer() throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        try (var file = GreenMail.class.getResourceAsStream("/greenmail.p12")) {
            store.load(file, "changeit".toCharArray());
        }
        var certificates = KeyStore.getInstance("PKCS12");
        certificates.load(null, null);
        for (var alias : Collections.list(store.aliases())) {
            certificates.setCertificateEntry(alias, store.getCertificate(alias));
        }
        var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(certificates);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trusted.getTrustManagers(), null);
        return context.getSocketFactory();
    }

    @Test
    void aPasswordIsNotSentWhereTheServerOffersNoEncryption() throws Exception {
        var plain = new ServerSettings("127.0.0.1", SERVER.getImap().getPort(), TlsMode.STARTTLS, "mara");

        assertThatThrownBy(() -> ImapConnection.open(to(plain, everybody()), plain, "right-password", TIMEOUT))
                .isInstanceOf(UnreachableServer.class)
                .hasMessageContaining("offers no encryption");
    }

    @Test
    void aWrongPasswordIsToldAndNotRepeated() throws Exception {
        assertThatThrownBy(() -> ImapConnection.open(to(encrypted(), everybody()), encrypted(), "wrong-one", TIMEOUT))
                .isInstanceOf(RefusedLogin.class)
                .hasMessageContaining("refuses the login of mara")
                .message()
                .doesNotContain("wrong-one");
    }

    @Test
    void aPortWithoutAServerIsTold() throws Exception {
        int free;
        try (var socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        var nobody = new ServerSettings("imap.example.org", free, TlsMode.IMPLICIT, "mara");

        assertThatThrownBy(() -> ImapConnection.open(to(nobody, everybody()), nobody, "right-password", TIMEOUT))
                .isInstanceOf(UnreachableServer.class)
                .hasMessage("The server imap.example.org does not answer on port " + free + ".");
    }
}
