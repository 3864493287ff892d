package co.getanswers.platform.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.platform.DevelopmentMailServer;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class EmbeddedMailServerTest {
    private static final String ADDRESS = "demo@getanswers.example";

    private static byte[] mail(String subject) {
        return ("From: Ann <ann@client.example>\r\nSubject: " + subject + "\r\n\r\nHello.\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static int count(Store store, String folder) throws MessagingException {
        var opened = store.getFolder(folder);
        opened.open(Folder.READ_ONLY);
        try {
            return opened.getMessageCount();
        } finally {
            opened.close();
        }
    }

    @Test
    void theServerOfDevModeHoldsAMailboxInWhichMailArrives() throws MessagingException {
        var provider = DevelopmentMailServer.find().orElseThrow();

        try (var running = provider.start(ADDRESS, "secret", List.of(mail("One"), mail("Two")), List.of(mail("Mine")));
                var store = Session.getInstance(new Properties()).getStore("imap")) {
            store.connect("127.0.0.1", running.imapPort(), ADDRESS, "secret");
            assertThat(count(store, "INBOX")).isEqualTo(2);
            assertThat(count(store, "Sent")).isEqualTo(1);
            assertThat(count(store, "Drafts")).isZero();

            running.deliver(mail("Three"));

            assertThat(count(store, "INBOX")).isEqualTo(3);
            assertThat(running.smtpPort()).isPositive().isNotEqualTo(running.imapPort());
        }
    }
}
