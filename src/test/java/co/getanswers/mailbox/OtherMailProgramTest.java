package co.getanswers.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import co.getanswers.MailAccounts;
import co.getanswers.TestAccounts;
import co.getanswers.TestAccounts.Account;
import co.getanswers.TestDatabase;
import co.getanswers.TestSql;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.store.StoredMessage;
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
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.Properties;
import java.util.UUID;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Things that a person does with another mail program, as a worker finds them on a real IMAP server. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class OtherMailProgramTest {
    private static final GreenMail SERVER = PatientGreenMail.of(ServerSetup.PROTOCOL_IMAP, ServerSetup.PROTOCOL_SMTP);
    private static final String ANSWERED = "You answered this in another mail program.";

    @Inject
    MailboxWorkerFactory workers;

    private MailboxWorker worker;
    private Account account;
    private GreenMailUser user;
    private String id;

    @BeforeAll
    static void start() {
        SERVER.start();
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    @BeforeEach
    void aMailbox() throws Exception {
        account = TestAccounts.create();
        user = SERVER.setUser(account.email(), account.id().toString(), "secret");
        folder("Sent");
        id = MailAccounts.connect(
                        account,
                        SERVER.getImap().getPort(),
                        "none",
                        SERVER.getSmtp().getPort(),
                        "")
                .extract()
                .path("id");
        worker = workers.create();
        worker.start();
    }

    @AfterEach
    void rest() throws Exception {
        worker.stop(new ShutdownEvent());
        TestSql.execute("delete from mail_accounts");
    }

    private static ConditionFactory eventually(String what) {
        return await(what).dontCatchUncaughtExceptions().atMost(Duration.ofMinutes(1));
    }

    private static MimeMessage mail(String from, String to, String id, String headers) throws Exception {
        var date = ZonedDateTime.now(ZoneOffset.UTC).format(DateTimeFormatter.RFC_1123_DATE_TIME);
        var text = "From: " + from + "\r\nTo: " + to + "\r\nSubject: Contract\r\nMessage-ID: <" + id + ">\r\nDate: "
                + date + "\r\n" + headers + "\r\nCould you send me the contract by Friday, please?\r\n";
        return new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private MailFolder folder(String name) throws Exception {
        return SERVER.getManagers().getImapHostManager().createMailbox(user, name);
    }

    private MailFolder existing(String name) {
        return SERVER.getManagers().getImapHostManager().getFolder(user, name);
    }

    /** Delivers a question; its id. */
    private String asks() throws Exception {
        var question = UUID.randomUUID() + "@client.example";
        user.deliver(mail("Ann <ann@client.example>", account.email(), question, ""));
        eventually("the card").until(() -> status(question) != null);
        assertThat(status(question)).isEqualTo("pending");
        assertThat(objective(question)).isEqualTo("waiting_on_you");
        return question;
    }

    /** Puts a reply into a folder, and waits until the worker has stored it, with what that settles. */
    private void replies(String folder, String question) throws Exception {
        var reply = UUID.randomUUID() + "@phone.example";
        existing(folder)
                .appendMessage(
                        mail(account.email(), "ann@client.example", reply, "In-Reply-To: <" + question + ">\r\n"),
                        new Flags(Flags.Flag.SEEN),
                        new Date());
        // A worker that was at the inbox already has read the marker before the reply.
        next();
        eventually("the reply to be stored")
                .until(() -> TestSql.value(
                                Long.class,
                                "select count(*) from messages where user_id = ? and message_id = ?",
                                account.id(),
                                reply)
                        == 1);
    }

    /** Makes the worker look at all folders again. */
    private void next() throws Exception {
        var marker = UUID.randomUUID() + "@marker.example";
        user.deliver(mail("News <noreply@news.example>", account.email(), marker, ""));
        eventually("the next mail").until(() -> status(marker) != null);
    }

    private String column(String column, String messageId) {
        return TestSql.value(
                String.class,
                "select " + column + " from agent_actions a join messages m on m.id = a.message_id"
                        + " join conversations c on c.id = a.conversation_id join objectives o on o.id = c.objective_id"
                        + " where a.user_id = ? and m.message_id = ?",
                account.id(),
                messageId);
    }

    private String status(String messageId) {
        return column("a.status", messageId);
    }

    private String objective(String messageId) {
        return column("o.status", messageId);
    }

    private int pendingByCounters() {
        return TestSql.value(
                Integer.class,
                "select pending_high + pending_medium + pending_low from user_counters where user_id = ?",
                account.id());
    }

    private long pending() {
        return TestSql.value(
                Long.class,
                "select count(*) from agent_actions where user_id = ? and status = 'pending'",
                account.id());
    }

    @Test
    void aReplyFromAnotherProgramSettlesTheCard() throws Exception {
        var question = asks();

        replies("Sent", question);

        assertThat(status(question)).isEqualTo("rejected");
        assertThat(column("a.decided_by", question)).isEqualTo("person");
        assertThat(column("a.override_reason", question)).isEqualTo(ANSWERED);
        assertThat(objective(question)).isEqualTo("waiting_on_others");
        assertThat(pendingByCounters()).isEqualTo((int) pending());
        account.request()
                .get("/api/actions")
                .then()
                .statusCode(200)
                .body("items.find { it.overrideReason == '" + ANSWERED + "' }.status", equalTo("rejected"))
                .body("items.find { it.overrideReason == '" + ANSWERED + "' }.settledElsewhere", equalTo(true));
    }

    @Test
    void aDraftThatWasKeptIsDiscardedWithItsCard() throws Exception {
        var question = asks();
        var card = column("a.id::text", question);
        TestSql.execute(
                "update agent_actions set status = 'approved', decided_by = 'agent', action_type = 'draft',"
                        + " resolved_at = now(), approved_at = now() where id = ?::uuid",
                card);
        TestSql.execute(
                "insert into executions (id, user_id, action_id, status, attempts, available_at, created_at, finished_at)"
                        + " values (gen_random_uuid(), ?, ?::uuid, 'done', 1, now(), now(), now())",
                account.id(),
                card);
        TestSql.execute(
                "update user_counters set pending_high = 0, pending_medium = 0, pending_low = 0,"
                        + " resolved_on = (now() at time zone 'UTC')::date, resolved_that_day = 1, autonomous_that_day = 1"
                        + " where user_id = ?",
                account.id());

        replies("Sent", question);

        assertThat(status(question)).isEqualTo("rejected");
        assertThat(column("a.decided_by", question)).isEqualTo("person");
        assertThat(TestSql.value(Long.class, "select count(*) from executions where action_id = ?::uuid", card))
                .isZero();
        assertThat(pendingByCounters()).isEqualTo((int) pending());
        assertThat(objective(question)).isEqualTo("waiting_on_others");
    }

    @Test
    void aSettledCardCanBeTakenBack() throws Exception {
        var question = asks();
        replies("Sent", question);

        account.request()
                .post("/api/queue/{id}/withdraw", column("a.id::text", question))
                .then()
                .statusCode(200);

        assertThat(status(question)).isEqualTo("pending");
        assertThat(objective(question)).isEqualTo("waiting_on_you");
        assertThat(pendingByCounters()).isEqualTo((int) pending());
    }

    @Test
    void aReplyThatIsForgedIntoTheInboxSettlesNothing() throws Exception {
        var question = asks();

        replies("INBOX", question);

        assertThat(status(question)).isEqualTo("pending");
    }

    @Test
    void aCardThatThePersonHasEditedStays() throws Exception {
        var question = asks();
        TestSql.execute(
                "update agent_actions set user_edit = 'Dear Ann,' where id = ?::uuid", column("a.id::text", question));

        replies("Sent", question);

        assertThat(status(question)).isEqualTo("pending");
        assertThat(column("a.user_edit", question)).isEqualTo("Dear Ann,");
    }

    private StoredMessage inInbox(String messageId) throws Exception {
        for (var message : existing("INBOX").getMessages()) {
            if (message.getMimeMessage().getHeader("Message-ID")[0].equals("<" + messageId + ">")) {
                return message;
            }
        }
        throw new AssertionError("Not in the inbox: " + messageId);
    }

    private void remove(String messageId) throws Exception {
        var message = inInbox(messageId);
        message.setFlag(Flags.Flag.DELETED, true);
        existing("INBOX").expunge();
    }

    @Test
    void aMessageThatIsMarkedAsAnsweredWaitsNoLonger() throws Exception {
        var question = asks();

        inInbox(question).setFlag(Flags.Flag.ANSWERED, true);
        next();

        eventually("the card to be settled").until(() -> status(question).equals("rejected"));
        assertThat(column("a.override_reason", question))
                .isEqualTo("This was marked as answered in another mail program.");
        assertThat(objective(question)).isEqualTo("waiting_on_others");
        assertThat(pendingByCounters()).isEqualTo((int) pending());
    }

    @Test
    void aMessageThatIsTakenOutOfTheInboxWaitsNoLonger() throws Exception {
        var question = asks();
        var other = asks();

        remove(question);
        next();

        eventually("the card to be settled").until(() -> status(question).equals("rejected"));
        assertThat(column("a.override_reason", question))
                .isEqualTo("This was archived, moved or deleted in another mail program.");
        assertThat(status(other)).isEqualTo("pending");
        assertThat(objective(question)).isEqualTo("waiting_on_you");

        remove(other);
        next();

        eventually("the objective to be handled").until(() -> objective(other).equals("handled"));
        assertThat(pendingByCounters()).isEqualTo((int) pending());
    }

    @Test
    void aCardThatThePersonHasEditedStaysWithoutItsMessage() throws Exception {
        var question = asks();
        var other = asks();
        TestSql.execute(
                "update agent_actions set user_edit = 'Dear Ann,' where id = ?::uuid", column("a.id::text", question));

        remove(question);
        remove(other);
        next();

        eventually("the other card to be settled").until(() -> status(other).equals("rejected"));
        assertThat(status(question)).isEqualTo("pending");
    }

    @Test
    void uidsThatLoseTheirMeaningSettleNothing() throws Exception {
        var question = asks();
        TestSql.execute(
                "update mail_folders set uid_validity = uid_validity - 1 where account_id = ?::uuid and role = 'inbox'",
                id);
        TestSql.execute(
                "update folder_messages set uid = uid + 700000 where folder_id in"
                        + " (select id from mail_folders where account_id = ?::uuid)",
                id);
        TestSql.execute("update mail_accounts set version = version + 1 where id = ?::uuid", id);

        eventually("the folder to be read again")
                .until(() -> TestSql.value(
                                Long.class,
                                "select count(*) from folder_messages l join mail_folders f on f.id = l.folder_id"
                                        + " where f.account_id = ?::uuid and l.uid < 700000",
                                id)
                        > 0);
        var other = asks();
        remove(other);
        next();

        eventually("the inbox to be compared").until(() -> status(other).equals("rejected"));
        assertThat(status(question)).isEqualTo("pending");
    }
}
