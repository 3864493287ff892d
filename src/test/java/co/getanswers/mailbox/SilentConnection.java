package co.getanswers.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import co.getanswers.MailAccounts;
import co.getanswers.TcpProxy;
import co.getanswers.TestAccounts;
import co.getanswers.TestAccounts.Account;
import co.getanswers.TestSql;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.inject.Inject;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Properties;
import java.util.UUID;
import org.awaitility.core.ConditionFactory;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connections to a real server that stay open while nothing passes any more, as behind a router that forgot them. */
abstract class SilentConnection {
    private static final Logger LOG = Logger.getLogger(SilentConnection.class);
    private static final int FALLS = 60;
    /** In bytes: more than the sockets between the worker and the relay hold. */
    private static final int LARGE = 12 * 1024 * 1024;

    private static final GreenMail SERVER =
            PatientGreenMail.of(ServerSetup.PROTOCOL_IMAP, ServerSetup.PROTOCOL_IMAPS, ServerSetup.PROTOCOL_SMTP);
    private static SilencedImap relay;
    private static TcpProxy encrypted;

    @Inject
    MailboxWorkerFactory workers;

    @Inject
    MeterRegistry metrics;

    private final MailboxWorker[] worker = new MailboxWorker[1];
    private Account account;
    private GreenMailUser user;
    private String id;

    /** The longest time from the last byte to the end of the connection. */
    abstract Duration noticedWithin();

    @BeforeAll
    static void start() throws Exception {
        SERVER.start();
        relay = new SilencedImap(SERVER.getImap().getPort());
        encrypted = new TcpProxy(SERVER.getImaps().getPort());
    }

    @AfterAll
    static void stop() throws Exception {
        relay.close();
        encrypted.close();
        SERVER.stop();
    }

    @BeforeEach
    void aPerson() {
        account = TestAccounts.create();
        user = SERVER.setUser(account.email(), account.id().toString(), "secret");
    }

    @AfterEach
    void rest() throws Exception {
        if (worker[0] != null) {
            worker[0].stop(new ShutdownEvent());
        }
        TestSql.execute("delete from mail_accounts");
    }

    private void connect(int port, String tls) throws Exception {
        id = MailAccounts.connect(account, port, tls, SERVER.getSmtp().getPort(), "")
                .extract()
                .path("id");
        worker[0] = workers.create();
        worker[0].start();
    }

    private static ConditionFactory eventually(String what) {
        return await(what).dontCatchUncaughtExceptions().atMost(Duration.ofSeconds(90));
    }

    private void arrives(String subject) throws Exception {
        var text = "From: Ann <ann@client.example>\r\nTo: " + account.email() + "\r\nSubject: " + subject
                + "\r\nMessage-ID: <" + UUID.randomUUID()
                + "@test.example>\r\nDate: Fri, 20 Nov 2026 10:00:00 +0000\r\n\r\nCould you send me the contract?\r\n";
        user.deliver(new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII))));
    }

    private long messages() {
        return TestSql.value(Long.class, "select count(*) from messages where user_id = ?", account.id());
    }

    private void live() {
        eventually("the mailbox to be read")
                .until(() -> TestSql.value(String.class, "select state from mail_accounts where id = ?::uuid", id)
                        .equals("live"));
    }

    private double losses() {
        return metrics.counter("getanswers.mailbox.failures", "kind", "unreachable")
                .count();
    }

    /** Waits until the loss is noticed and the mail is here, which came meanwhile. */
    private void theMailArrivesAfterTheLoss(String where, double lossesBefore, long mails) {
        var silentSince = System.nanoTime();
        eventually("the loss to be noticed").until(() -> losses() > lossesBefore);
        var noticed = Duration.ofNanos(System.nanoTime() - silentSince);
        eventually("the mail").until(() -> messages() == mails);
        LOG.infof(
                "Silent %s: noticed after %d ms, mail after %d ms",
                where,
                noticed.toMillis(),
                Duration.ofNanos(System.nanoTime() - silentSince).toMillis());
        assertThat(noticed).isLessThan(noticedWithin());
    }

    @Test
    void aConnectionThatFallsSilentWhileItWaitsIsNoticed() throws Exception {
        var silence = relay.at(" IDLE", true);
        connect(relay.port(), "none");
        assertThat(silence.await(FALLS)).isTrue();
        var before = losses();
        arrives("While it waited");

        theMailArrivesAfterTheLoss("while it waits", before, 1);
    }

    @Test
    void aConnectionThatFallsSilentInTheMidstOfAnAnswerIsNoticed() throws Exception {
        arrives("The first");
        var silence = relay.at(" FETCH ", true);
        var before = losses();
        connect(relay.port(), "none");
        assertThat(silence.await(FALLS)).isTrue();
        arrives("The second");

        theMailArrivesAfterTheLoss("in the midst of an answer", before, 2);
    }

    @Test
    void aServerThatStopsReadingInTheMidstOfAMailIsNoticed() throws Exception {
        SERVER.getManagers().getImapHostManager().createMailbox(user, "Sent");
        arrives("The first");
        connect(relay.port(), "none");
        eventually("the first").until(() -> messages() == 1);
        live();
        TestSql.execute(
                "insert into sent_copies (message_id, user_id, account_id, source)"
                        + " select id, user_id, ?::uuid, convert_to('Subject: Large' || chr(13) || chr(10) || chr(13) || chr(10)"
                        + " || repeat(repeat('Large. ', 10) || chr(13) || chr(10), ?), 'UTF8') from messages where user_id = ?",
                id,
                LARGE / 72,
                account.id());
        var before = losses();
        var silence = relay.at(" APPEND ", false);
        arrives("The second");
        assertThat(silence.await(FALLS)).isTrue();

        theMailArrivesAfterTheLoss("in the midst of a mail", before, 2);
        eventually("the copy")
                .until(() -> SERVER.getManagers()
                                .getImapHostManager()
                                .getFolder(user, "Sent")
                                .getMessageCount()
                        == 1);
    }

    @Test
    void anEncryptedConnectionThatFallsSilentIsNoticed() throws Exception {
        connect(encrypted.port(), "implicit");
        live();
        arrives("The first");
        eventually("the first").until(() -> messages() == 1);
        var before = losses();
        encrypted.silence(false);
        arrives("The second");

        theMailArrivesAfterTheLoss("and encrypted", before, 2);
    }
}
