package co.getanswers.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.mail.dkim.NameServer;
import io.vertx.core.Vertx;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServiceRecordsTest {
    private static final String ADDRESS = "mara@lakeside.example";

    private final Vertx vertx = Vertx.vertx();
    private final NameServer server = new NameServer();
    private final ServiceRecords records = new ServiceRecords(vertx, Optional.of(server.address()));

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        server.close();
    }

    private Optional<ServerPair> found() {
        return records.find(ADDRESS).await().indefinitely();
    }

    @Test
    void theServersOfADomainAreFoundInItsServiceRecords() {
        server.withService("_imaps._tcp.lakeside.example", 993, "imap.lakeside.example");
        server.withService("_submission._tcp.lakeside.example", 587, "smtp.lakeside.example");

        assertThat(found())
                .contains(new ServerPair(
                        new ServerSettings("imap.lakeside.example", 993, TlsMode.IMPLICIT, ADDRESS),
                        new ServerSettings("smtp.lakeside.example", 587, TlsMode.STARTTLS, ADDRESS),
                        true));
    }

    @Test
    void encryptionFromTheFirstByteIsPreferred() {
        server.withService("_imap._tcp.lakeside.example", 143, "plain.lakeside.example");
        server.withService("_imaps._tcp.lakeside.example", 993, "imap.lakeside.example");
        server.withService("_submissions._tcp.lakeside.example", 465, "smtp.lakeside.example");

        assertThat(found().orElseThrow().imap().host()).isEqualTo("imap.lakeside.example");
    }

    @Test
    void aServiceThatIsNotOfferedIsNoServer() {
        server.withService("_imaps._tcp.lakeside.example", 0, "");
        server.withService("_submissions._tcp.lakeside.example", 465, "smtp.lakeside.example");

        assertThat(found()).isEmpty();
    }

    @Test
    void aDomainWithoutRecordsHasNone() {
        assertThat(found()).isEmpty();
    }
}
