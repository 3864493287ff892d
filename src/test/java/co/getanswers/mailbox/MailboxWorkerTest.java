package co.getanswers.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import co.getanswers.MailAccounts;
import co.getanswers.TestAccounts;
import co.getanswers.TestAccounts.Account;
import co.getanswers.TestDatabase;
import co.getanswers.TestSql;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.mail.Flags;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Workers that read mailboxes of a real IMAP server; the application itself reads none here. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class MailboxWorkerTest {
    private static final GreenMail SERVER = PatientGreenMail.of(ServerSetup.PROTOCOL_IMAP, ServerSetup.PROTOCOL_SMTP);
    private static ImapProxy proxy;

    @Inject
    MailboxWorkerFactory workers;

    private final List<MailboxWorker> running = new ArrayList<>();
    private Account account;
    private GreenMailUser user;
    private String id;

    @BeforeAll
    static void start() throws Exception {
        SERVER.start();
        proxy = new ImapProxy(SERVER.getImap().getPort());
    }

    @AfterAll
    static void stop() throws Exception {
        proxy.close();
        SERVER.stop();
    }

    @BeforeEach
    void aMailbox() {
        proxy.reset();
        account = TestAccounts.create();
        user = SERVER.setUser(account.email(), account.id().toString(), "secret");
        id = MailAccounts.connect(
                        account, proxy.port(), "none", SERVER.getSmtp().getPort(), "")
                .extract()
                .path("id");
    }

    @AfterEach
    void rest() throws Exception {
        for (var worker : running) {
            worker.stop(new ShutdownEvent());
        }
        TestSql.execute("delete from mail_accounts");
    }

    private void aWorker() throws Exception {
        var worker = workers.create();
        running.add(worker);
        worker.start();
    }

    private static ConditionFactory eventually(String what) {
        // The server's threads complain of connections that end without a word.
        return await(what).dontCatchUncaughtExceptions().atMost(Duration.ofMinutes(1));
    }

    private MimeMessage mail(String from, String subject) throws Exception {
        var text = "From: " + from + "\r\nTo: " + account.email() + "\r\nSubject: " + subject + "\r\nMessage-ID: <"
                + UUID.randomUUID() + "@test.example>\r\nDate: Fri, 20 Nov 2026 10:00:00 +0000\r\n\r\n"
                + "Could you send me the contract, please?\r\n";
        return new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private void arrives(String subject) throws Exception {
        user.deliver(mail("Ann <ann@client.example>", subject));
    }

    private MailFolder folder(String name) throws Exception {
        var host = SERVER.getManagers().getImapHostManager();
        return host.createMailbox(user, name);
    }

    private long messages() {
        return TestSql.value(Long.class, "select count(*) from messages where user_id = ?", account.id());
    }

    private <T> T column(Class<T> type, String column) {
        return TestSql.value(type, "select " + column + " from mail_accounts where id = ?::uuid", id);
    }

    private void live() {
        eventually("the mailbox to be read")
                .until(() -> column(String.class, "state").equals("live"));
    }

    @Test
    void earlierMailIsFetchedAndNewMailArrivesByItself() throws Exception {
        for (var i = 0; i < 130; i++) {
            arrives("Earlier " + i);
        }
        aWorker();
        live();
        assertThat(messages()).isEqualTo(130);
        assertThat(column(Integer.class, "messages_done")).isEqualTo(130);
        assertThat(column(Integer.class, "messages_total")).isEqualTo(130);

        arrives("The renewal");

        eventually("the card")
                .until(() -> TestSql.value(
                                Long.class,
                                "select count(*) from agent_actions a join messages m on m.id = a.message_id"
                                        + " where a.user_id = ? and m.subject = 'The renewal'",
                                account.id())
                        == 1);
        assertThat(messages()).isEqualTo(131);
    }

    @Test
    void mailThatIsToldOfTogetherWithTheConsentToIdleIsFetchedAtOnce() throws Exception {
        aWorker();
        live();
        proxy.joinIdle();
        arrives("One");
        eventually("the first").until(() -> messages() == 1);

        arrives("Two");

        // Sooner than the next look at a connection that is silent.
        await("the second")
                .dontCatchUncaughtExceptions()
                .atMost(Duration.ofSeconds(20))
                .until(() -> messages() == 2);
    }

    @Test
    void sentMailIsTheUsersOwnAndDraftsAreNoMail() throws Exception {
        folder("Sent")
                .appendMessage(mail("other-name@elsewhere.example", "Sent from a phone"), new Flags(), new Date());
        folder("Drafts").appendMessage(mail(account.email(), "Half a thought"), new Flags(), new Date());
        SERVER.getManagers()
                .getImapHostManager()
                .getInbox(user)
                .appendMessage(mail(account.email(), "Another half"), new Flags(Flags.Flag.DRAFT), new Date());
        arrives("Real mail");

        aWorker();
        live();

        assertThat(TestSql.value(
                        String.class,
                        "select string_agg(subject || ' ' || direction, ', ' order by subject) from messages"
                                + " where user_id = ?",
                        account.id()))
                .isEqualTo("Real mail incoming, Sent from a phone outgoing");
    }

    @Test
    void anotherWorkerGoesOnWhereADeadOneStoppedAndNothingIsStoredTwice() throws Exception {
        for (var i = 0; i < 120; i++) {
            arrives("Mail " + i);
        }
        TestSql.execute(
                "insert into mailbox_workers (id, held_until) values ('dead-' || ?, now() + interval '1 second')", id);
        TestSql.execute("update mail_accounts set leased_by = 'dead-' || ? where id = ?::uuid", id, id);

        aWorker();
        aWorker();
        live();

        assertThat(messages()).isEqualTo(120);
        assertThat(TestSql.value(
                        Long.class,
                        "select count(*) from folder_messages l join messages m on m.id = l.message_id where m.user_id = ?",
                        account.id()))
                .isEqualTo(120);
        assertThat(column(String.class, "leased_by")).doesNotStartWith("dead");
    }

    @Test
    void aWorkerThatStopsGivesItsMailboxesToTheOthersAtOnce() throws Exception {
        aWorker();
        live();
        var first = column(String.class, "leased_by");
        aWorker();
        eventually("the second worker")
                .until(() -> TestSql.value(Long.class, "select count(*) from mailbox_workers where held_until > now()")
                        == 2);

        running.get(0).stop(new ShutdownEvent());

        assertThat(TestSql.value(Long.class, "select count(*) from mailbox_workers where id = ?", first))
                .isZero();
        assertThat(column(String.class, "leased_by")).isNotEqualTo(first);
        eventually("the other worker").until(() -> column(String.class, "leased_by") != null);
        arrives("After it");
        eventually("the mail").until(() -> messages() == 1);
    }

    @Test
    void afterAChangeOfUidValidityNothingIsMissingAndNothingTwice() throws Exception {
        arrives("One");
        aWorker();
        live();
        TestSql.execute(
                "update mail_folders set uid_validity = uid_validity - 1, highest_uid = 900 where account_id = ?::uuid",
                id);
        TestSql.execute("update mail_accounts set version = version + 1 where id = ?::uuid", id);
        arrives("Two");

        eventually("the second mail").until(() -> messages() == 2);
        eventually("the folder to be complete")
                .until(() -> TestSql.value(
                                Long.class,
                                "select count(*) from folder_messages l join mail_folders f on f.id = l.folder_id"
                                        + " where f.account_id = ?::uuid and f.lowest_uid = 1",
                                id)
                        == 2);
        assertThat(messages()).isEqualTo(2);
    }

    @Test
    void aLoginThatIsRefusedTwiceIsNotTriedAgain() throws Exception {
        user.setPassword("changed");
        aWorker();
        eventually("the first refusal").until(() -> column(Integer.class, "refusals") == 1);
        assertThat(column(String.class, "state")).isEqualTo("connecting");
        assertThat(column(Boolean.class, "available_at > now() + interval '20 seconds'"))
                .isTrue();

        TestSql.execute("update mail_accounts set available_at = now() where id = ?::uuid", id);

        eventually("the second refusal")
                .until(() -> column(String.class, "state").equals("needs_attention"));
        assertThat(column(String.class, "state_reason"))
                .contains("refuses the login")
                .doesNotContain("secret");
        assertThat(column(String.class, "leased_by")).isNull();
    }

    @Test
    void aPausedMailboxIsLeftAloneAndAResumedOneCatchesUp() throws Exception {
        aWorker();
        live();
        account.request().post("/api/accounts/{id}/pause", id).then().statusCode(200);
        eventually("the worker to leave").until(() -> column(String.class, "leased_by") == null);
        arrives("While paused");

        account.request().post("/api/accounts/{id}/resume", id).then().statusCode(200);

        eventually("the mail").until(() -> messages() == 1);
    }
}
