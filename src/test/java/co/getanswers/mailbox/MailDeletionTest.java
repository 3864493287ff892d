package co.getanswers.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import co.getanswers.TestAccounts;
import co.getanswers.TestAccounts.Account;
import co.getanswers.TestDatabase;
import co.getanswers.TestSql;
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
import java.util.Date;
import java.util.Properties;
import java.util.UUID;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mailboxes that are deleted with their mail, which a worker has read from a real IMAP server. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class MailDeletionTest {
    private static final GreenMail SERVER = PatientGreenMail.of(ServerSetup.PROTOCOL_IMAP, ServerSetup.PROTOCOL_SMTP);

    @Inject
    MailboxWorkerFactory workers;

    private MailboxWorker worker;
    private Account account;

    @BeforeAll
    static void start() {
        SERVER.start();
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    @BeforeEach
    void aPerson() throws Exception {
        account = TestAccounts.create();
        worker = workers.create();
        worker.start();
    }

    @AfterEach
    void rest() throws Exception {
        worker.stop(new ShutdownEvent());
        TestSql.execute("delete from mail_accounts");
    }

    /** A mailbox on the server. */
    private GreenMailUser box(String name) throws Exception {
        var user = SERVER.setUser(name + "-" + account.email(), name + "-" + account.id(), "secret");
        SERVER.getManagers().getImapHostManager().createMailbox(user, "Sent");
        return user;
    }

    private String connect(GreenMailUser user) {
        String id = account.sends("""
                        {"addresses": ["%1$s"], "password": "secret",
                         "imap": {"host": "127.0.0.1", "port": %2$d, "tls": "none", "username": "%4$s"},
                         "smtp": {"host": "127.0.0.1", "port": %3$d, "tls": "none", "username": "%4$s"}}""".formatted(
                                user.getEmail(),
                                SERVER.getImap().getPort(),
                                SERVER.getSmtp().getPort(),
                                user.getLogin()))
                .post("/api/accounts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        eventually("the mailbox to be read")
                .until(() -> "live"
                        .equals(TestSql.value(String.class, "select state from mail_accounts where id = ?::uuid", id)));
        return id;
    }

    private static ConditionFactory eventually(String what) {
        return await(what).dontCatchUncaughtExceptions().atMost(Duration.ofMinutes(1));
    }

    private static String text(String id, String subject, String further) {
        return "From: Ann <ann@client.example>\r\nTo: mara@example.org\r\nSubject: " + subject + "\r\nMessage-ID: <"
                + id
                + ">\r\nDate: Fri, 20 Nov 2026 10:00:00 +0000\r\n" + further
                + "\r\nCould you send me the contract by Friday, please?\r\n";
    }

    private static MimeMessage mail(String text) throws Exception {
        return new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String id() {
        return UUID.randomUUID() + "@test.example";
    }

    private UUID card(String subject) {
        return TestSql.value(
                UUID.class,
                "select a.id from agent_actions a join messages m on m.id = a.message_id where a.user_id = ? and m.subject = ?",
                account.id(),
                subject);
    }

    private String subjects() {
        return TestSql.value(
                String.class,
                "select string_agg(subject, ', ' order by subject) from messages where user_id = ?",
                account.id());
    }

    private long count(String table) {
        return TestSql.value(Long.class, "select count(*) from " + table + " where user_id = ?", account.id());
    }

    /** Compares the kept counters with a count of what there is. */
    private void countersAreRight() {
        assertThat(TestSql.value(String.class, """
                        select concat_ws(' ', pending_high + pending_medium + pending_low, waiting_on_you, waiting_on_others,
                          handled, scheduled, muted, resolved_that_day)
                        from user_counters where user_id = ?""", account.id()))
                .isEqualTo(TestSql.value(String.class, """
                        select concat_ws(' ',
                          (select count(*) from agent_actions where user_id = u.id and status = 'pending'),
                          (select concat_ws(' ', count(*) filter (where status = 'waiting_on_you'),
                             count(*) filter (where status = 'waiting_on_others'), count(*) filter (where status = 'handled'),
                             count(*) filter (where status = 'scheduled'), count(*) filter (where status = 'muted'))
                           from objectives where user_id = u.id),
                          (select count(*) from agent_actions where user_id = u.id and resolved_at is not null))
                        from users u where u.id = ?""", account.id()));
    }

    private void disconnectWithMail(String mailbox, int status) {
        account.request()
                .delete("/api/accounts/{id}?mail=delete", mailbox)
                .then()
                .statusCode(status);
    }

    @Test
    void mailOfThisMailboxAloneGoesAndEveryOtherStays() throws Exception {
        var before = text(id(), "Before", "");
        account.request()
                .contentType("message/rfc822")
                .body(before.getBytes(StandardCharsets.US_ASCII))
                .post("/api/messages")
                .then()
                .statusCode(201);
        var work = box("work");
        var home = box("home");
        var shared = text(id(), "Shared", "");
        work.deliver(mail(before));
        work.deliver(mail(shared));
        home.deliver(mail(shared));
        work.deliver(mail(text(id(), "Only here", "")));
        SERVER.getManagers()
                .getImapHostManager()
                .getFolder(work, "Sent")
                .appendMessage(mail(text(id(), "Sent by me", "")), new Flags(Flags.Flag.SEEN), new Date());
        connect(home);
        var mailbox = connect(work);
        assertThat(subjects()).isEqualTo("Before, Only here, Sent by me, Shared");

        account.request()
                .get("/api/accounts/{id}/mail", mailbox)
                .then()
                .statusCode(200)
                .body("messages", equalTo(2))
                .body("sentMessages", equalTo(1))
                .body("cards", equalTo(1))
                .body("kept.inOtherMailboxes", equalTo(1))
                .body("kept.before", equalTo(1));
        disconnectWithMail(mailbox, 204);

        assertThat(subjects()).isEqualTo("Before, Shared");
        assertThat(count("conversations")).isEqualTo(2);
        assertThat(count("objectives")).isEqualTo(2);
        assertThat(count("agent_actions")).isEqualTo(2);
        assertThat(count("message_sources")).isEqualTo(2);
        assertThat(count("mail_accounts")).isEqualTo(1);
        countersAreRight();
    }

    /** An answer that the person wrote by hand, and withdrew, has no category: its text stands where a proposal's would. */
    @Test
    void aWithdrawnAnswerOfThePersonCountsAmongTheirTexts() throws Exception {
        var work = box("work");
        work.deliver(mail(text(id(), "Own answer", "")));
        work.deliver(mail(text(id(), "Proposal", "")));
        var mailbox = connect(work);
        TestSql.execute("update agent_actions set category = null where id = ?", card("Own answer"));

        account.request()
                .get("/api/accounts/{id}/mail", mailbox)
                .then()
                .statusCode(200)
                .body("cards", equalTo(2))
                .body("cardsWithOwnText", equalTo(1));
    }

    @Test
    void aDecisionStaysInTheLogWithoutItsMailAndCanNotBeTakenUpAgain() throws Exception {
        var work = box("work");
        var first = id();
        work.deliver(mail(text(first, "The contract", "")));
        var mailbox = connect(work);
        var card = card("The contract");
        account.sends("{\"reason\": \"No\"}")
                .post("/api/queue/{id}/override", card)
                .then()
                .statusCode(200);
        // The answer lies in the same conversation, by another way: no decision may be turned to it.
        account.request()
                .contentType("message/rfc822")
                .body(text(id(), "Re: The contract", "In-Reply-To: <" + first + ">\r\n")
                        .getBytes(StandardCharsets.US_ASCII))
                .post("/api/messages")
                .then()
                .statusCode(201);

        disconnectWithMail(mailbox, 204);

        assertThat(subjects()).isEqualTo("Re: The contract");
        account.request()
                .get("/api/actions")
                .then()
                .statusCode(200)
                .body("items.find { it.id == '%s' }.overrideReason".formatted(card), equalTo("No"))
                .body("items.find { it.id == '%s' }.summary".formatted(card), equalTo(null));
        account.request().get("/api/queue/{id}", card).then().statusCode(200).body("sender", equalTo(null));
        account.request()
                .post("/api/queue/{id}/withdraw", card)
                .then()
                .statusCode(409)
                .body("detail", containsString("was deleted with its mailbox"));
        countersAreRight();
    }

    @Test
    void whileAReplyIsOnItsWayNothingIsDeletedAndAFailedOneCanNotBeTriedAgain() throws Exception {
        var work = box("work");
        work.deliver(mail(text(id(), "The contract", "")));
        work.deliver(mail(text(id(), "Another matter", "")));
        var mailbox = connect(work);
        var card = card("The contract");
        account.sends("{\"proposedAction\": \"Here it is.\"}")
                .patch("/api/queue/{id}", card)
                .then()
                .statusCode(200);
        for (var status : new String[] {"queued", "sending", "unknown"}) {
            TestSql.execute("update executions set status = ? where action_id = ?", status, card);
            account.request()
                    .get("/api/accounts/{id}/mail", mailbox)
                    .then()
                    .body("underWay", equalTo(1))
                    .body("cards", equalTo(1));
            disconnectWithMail(mailbox, 409);
        }
        assertThat(count("messages")).isEqualTo(2);
        assertThat(count("mail_accounts")).isEqualTo(1);

        TestSql.execute("update executions set status = 'failed' where action_id = ?", card);
        disconnectWithMail(mailbox, 204);

        assertThat(count("messages")).isZero();
        assertThat(TestSql.value(String.class, "select user_edit from agent_actions where id = ?", card))
                .isEqualTo("Here it is.");
        account.request()
                .post("/api/queue/{id}/retry", card)
                .then()
                .statusCode(409)
                .body("detail", containsString("was deleted with its mailbox"));
        countersAreRight();
    }

    @Test
    void onlyTheOwnerDeletesAndAnObjectiveThatThePersonNamedStays() throws Exception {
        var work = box("work");
        work.deliver(mail(text(id(), "The contract", "")));
        var mailbox = connect(work);
        var objective = TestSql.value(UUID.class, "select id from objectives where user_id = ?", account.id());
        account.sends("{\"title\": \"The big renewal\"}")
                .patch("/api/objectives/{id}", objective)
                .then()
                .statusCode(200);
        var stranger = TestAccounts.create();
        stranger.request().get("/api/accounts/{id}/mail", mailbox).then().statusCode(404);
        stranger.request()
                .delete("/api/accounts/{id}?mail=delete", mailbox)
                .then()
                .statusCode(404);
        account.request()
                .delete("/api/accounts/{id}?mail=perhaps", mailbox)
                .then()
                .statusCode(422);
        assertThat(count("messages")).isEqualTo(1);

        disconnectWithMail(mailbox, 204);

        assertThat(TestSql.value(
                        String.class, "select title || ': ' || status from objectives where id = ?", objective))
                .isEqualTo("The big renewal: handled");
        assertThat(count("conversations")).isZero();
        countersAreRight();

        connect(work);
        assertThat(subjects()).isEqualTo("The contract");
        countersAreRight();
    }

    @Test
    void aBatchThatIsStillBeingReadIsNotStoredAfterTheDeletion() throws Exception {
        var work = box("work");
        work.deliver(mail(text(id(), "Earlier", "")));
        var mailbox = connect(work);
        try (var connection = TestSql.connection();
                var lock = connection.prepareStatement("select from user_counters where user_id = ? for update");
                var delete = connection.prepareStatement("delete from mail_accounts where id = ?::uuid")) {
            connection.setAutoCommit(false);
            lock.setObject(1, account.id());
            lock.execute();
            work.deliver(mail(text(id(), "Late", "")));
            eventually("the batch to wait for the lock")
                    .until(() -> TestSql.value(
                                    Long.class,
                                    "select count(*) from pg_locks where not granted and locktype = 'transactionid'")
                            == 1);
            delete.setString(1, mailbox);
            delete.executeUpdate();
            connection.commit();
            // The batch was first in the queue for this lock, and has ended once it is granted here.
            lock.execute();
            connection.commit();
        }

        assertThat(subjects()).isEqualTo("Earlier");
    }
}
