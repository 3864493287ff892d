package co.getanswers.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import co.getanswers.MailAccounts;
import co.getanswers.RefusedCommit;
import co.getanswers.TestAccounts;
import co.getanswers.TestAccounts.Account;
import co.getanswers.TestSql;
import co.getanswers.execution.WorkProfile;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
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
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The mail of filed cards, on its way out of the inbox of a real IMAP server. */
@QuarkusTest
@TestProfile(WorkProfile.class)
class FilingTest {
    private static final GreenMail SERVER = PatientGreenMail.of(ServerSetup.PROTOCOL_IMAP, ServerSetup.PROTOCOL_SMTP);
    private static ImapProxy proxy;

    @Inject
    MailboxWorkerFactory workers;

    @Inject
    MeterRegistry metrics;

    private Map<String, Double> countedBefore;
    private Account account;
    private GreenMailUser user;
    private String id;

    @BeforeAll
    static void start() throws Exception {
        // GreenMail takes a connection that is cut for a failure.
        Awaitility.doNotCatchUncaughtExceptionsByDefault();
        SERVER.start();
        proxy = new ImapProxy(SERVER.getImap().getPort());
    }

    @AfterAll
    static void stop() throws Exception {
        proxy.close();
        SERVER.stop();
        Awaitility.reset();
    }

    @BeforeEach
    void aMailbox() throws Exception {
        proxy.reset();
        countedBefore = moves();
        account = TestAccounts.create();
        user = SERVER.setUser(account.email(), account.id().toString(), "secret");
        SERVER.getManagers().getImapHostManager().createMailbox(user, "Sent");
    }

    @AfterEach
    void disconnect() {
        TestSql.execute("delete from mail_accounts where user_id = ?", account.id());
    }

    private static ConditionFactory eventually(String what) {
        return await(what).dontCatchUncaughtExceptions().atMost(Duration.ofMinutes(1));
    }

    private void connect(String settings) {
        id = MailAccounts.connect(
                        account, proxy.port(), "none", SERVER.getSmtp().getPort(), settings)
                .extract()
                .path("id");
    }

    private static final String TO_ARCHIVE = "\"onFile\": \"archive\",";

    private static MimeMessage mail(String id, String to) throws Exception {
        var text = "From: Ann <ann@client.example>\r\nTo: " + to + "\r\nSubject: Contract " + id + "\r\nMessage-ID: <"
                + id + ">\r\nDate: Fri, 20 Nov 2026 10:00:00 +0000\r\n\r\nCould you send me the contract " + id
                + " by Friday, please?\r\n";
        return new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
    }

    /** Delivers a question, and has its card propose to file it; its Message-ID. */
    private String arrives() throws Exception {
        var question = UUID.randomUUID() + "@client.example";
        user.deliver(mail(question, account.email()));
        eventually("its place")
                .until(() -> TestSql.value(
                                Long.class,
                                "select count(*) from folder_messages l join messages m on m.id = l.message_id"
                                        + " where m.user_id = ? and m.message_id = ?",
                                account.id(),
                                question)
                        == 1);
        TestSql.execute("update agent_actions set action_type = 'file' where id = ?::uuid", card(question));
        return question;
    }

    private String card(String messageId) {
        return TestSql.value(
                String.class,
                "select a.id::text from agent_actions a join messages m on m.id = a.message_id"
                        + " where a.user_id = ? and m.message_id = ?",
                account.id(),
                messageId);
    }

    private String file(String messageId) {
        var card = card(messageId);
        account.request().post("/api/queue/{id}/approve", card).then().statusCode(200);
        return card;
    }

    private String outcome(String card) {
        return TestSql.value(String.class, "select outcome from executions where action_id = ?::uuid", card);
    }

    private void ends(String card, String outcome) {
        eventually("the end of the move").until(() -> {
            // After a failure it is tried again at once.
            TestSql.execute(
                    "update mail_moves set available_at = now() where user_id = ? and available_at is not null",
                    account.id());
            return TestSql.value(
                                    Long.class,
                                    "select count(*) from mail_moves where user_id = ? and available_at is not null",
                                    account.id())
                            == 0
                    && String.valueOf(outcome(card)).contains(outcome);
        });
    }

    private MailFolder folder(String name) {
        return SERVER.getManagers().getImapHostManager().getFolder(user, name);
    }

    /** The Message-IDs in a folder, with repetitions. */
    private List<String> lying(String name) throws Exception {
        var ids = new ArrayList<String>();
        if (folder(name) != null) {
            for (var message : folder(name).getMessages()) {
                ids.add(message.getMimeMessage().getHeader("Message-ID")[0].replaceAll("[<>]", ""));
            }
        }
        return ids;
    }

    private void pause() {
        account.request().post("/api/accounts/{id}/pause", id).then().statusCode(200);
        eventually("the worker to leave")
                .until(() -> TestSql.value(
                        Boolean.class, "select leased_by is null from mail_accounts where id = ?::uuid", id));
    }

    private void resume() {
        account.request().post("/api/accounts/{id}/resume", id).then().statusCode(200);
    }

    private void queued(String card) {
        eventually("the move to wait").until(() -> String.valueOf(outcome(card)).contains("about to be moved"));
    }

    private long messages() {
        return TestSql.value(Long.class, "select count(*) from messages where user_id = ?", account.id());
    }

    @Test
    void theMailOfAFiledCardGoesToAnArchiveThatIsMadeWhereThereIsNone() throws Exception {
        connect(TO_ARCHIVE);
        var other = arrives();
        var question = arrives();

        var card = file(question);

        ends(card, "Filed. The mail was moved to Archive.");
        assertThat(lying("Archive")).containsExactly(question);
        assertThat(lying("INBOX")).containsExactly(other);
        account.request()
                .get("/api/queue/{id}", card)
                .then()
                .body("status", equalTo("approved"))
                .body("execution.movedTo", equalTo("Archive"));
        TestSql.execute("update agent_actions set resolved_at = now() where id = ?::uuid", card);
        account.request()
                .post("/api/queue/{id}/withdraw", card)
                .then()
                .statusCode(409)
                .body("detail", containsString("its mail lies in the folder Archive of your mailbox"));
    }

    /** The counted moves by outcome. */
    private Map<String, Double> moves() {
        return metrics.find("getanswers.mailbox.moves").counters().stream()
                .collect(Collectors.toMap(counter -> counter.getId().getTag("outcome"), Counter::count));
    }

    /** Awaits the commits of this test's moves, and compares all that was counted since it began. */
    private void counted(Map<String, Double> expected) {
        eventually("the counts").untilAsserted(() -> {
            var since = moves();
            countedBefore.forEach((outcome, number) -> since.merge(outcome, -number, Double::sum));
            since.values().removeIf(number -> number == 0);
            assertThat(since).isEqualTo(expected);
        });
    }

    @Test
    void aRefusedMoveIsCountedByItsAttemptsAndOnceItIsGivenUp() throws Exception {
        connect(TO_ARCHIVE);
        var question = arrives();
        proxy.refuse("UID MOVE");

        ends(file(question), "given up after 12 tries");

        assertThat(lying("INBOX")).containsExactly(question);
        counted(Map.of("waiting", 12.0, "given_up", 1.0));
    }

    @Test
    void aMoveWhoseRecordIsRolledBackIsCountedOnceItIsRecorded() throws Exception {
        connect(TO_ARCHIVE);
        var question = arrives();
        pause();
        var card = file(question);
        queued(card);

        RefusedCommit.during(account.id(), () -> {
            resume();
            eventually("the failed record")
                    .until(() ->
                            TestSql.value(Integer.class, "select failures from mail_accounts where id = ?::uuid", id)
                                    > 0);
            assertThat(lying("Archive")).containsExactly(question);
            assertThat(outcome(card)).doesNotContain("was moved");
            counted(Map.of());
        });

        resume();
        ends(card, "The mail was moved to Archive.");
        counted(Map.of("moved", 1.0));
    }

    @Test
    void mailThatThePersonTakesBackIntoTheInboxIsNotTakenInTwice() throws Exception {
        connect(TO_ARCHIVE);
        var question = arrives();
        ends(file(question), "moved to Archive");

        user.deliver(folder("Archive").getMessages().get(0).getMimeMessage());
        eventually("the new place")
                .until(() -> TestSql.value(
                                Long.class,
                                "select count(*) from folder_messages l join messages m on m.id = l.message_id"
                                        + " where m.user_id = ? and m.message_id = ?",
                                account.id(),
                                question)
                        == 2);

        assertThat(messages()).isEqualTo(1);
        assertThat(TestSql.value(Long.class, "select count(*) from agent_actions where user_id = ?", account.id()))
                .isEqualTo(1);
    }

    @Test
    void withoutASettingTheMailStays() throws Exception {
        connect("");
        var question = arrives();

        var card = file(question);

        eventually("the execution").until(() -> "Filed.".equals(outcome(card)));
        assertThat(TestSql.value(Long.class, "select count(*) from mail_moves where user_id = ?", account.id()))
                .isZero();
        arrives();
        assertThat(lying("INBOX")).contains(question);
        account.request().get("/api/accounts/{id}", id).then().body("onFile", equalTo("leave"));
    }

    @Test
    void theFolderOfThePersonsChoiceIsTakenAndThatOfSentMailIsNot() throws Exception {
        connect("\"onFile\": \"folder\", \"fileFolder\": \"Done/2026\",");
        SERVER.getManagers().getImapHostManager().createMailbox(user, "Done.2026");
        var question = arrives();
        var second = arrives();

        ends(file(question), "The mail was moved to Done.2026.");
        assertThat(lying("Done.2026")).containsExactly(question);

        account.sends("{\"fileFolder\": \"Sent\"}")
                .patch("/api/accounts/{id}", id)
                .then()
                .statusCode(200)
                .body("fileFolder", equalTo("Sent"));
        ends(file(second), "The mail stays in the inbox. The folder Sent is not for filed mail.");
        assertThat(lying("INBOX")).containsExactly(second);
    }

    @Test
    void mailThatIsGoneAlreadyIsDone() throws Exception {
        connect(TO_ARCHIVE);
        var question = arrives();
        pause();
        var card = file(question);
        queued(card);
        folder("INBOX").getMessages().get(0).setFlag(Flags.Flag.DELETED, true);
        folder("INBOX").expunge();

        resume();

        ends(card, "The mail was not in the inbox any more");
        assertThat(lying("Archive")).isEmpty();
        counted(Map.of("gone", 1.0));
    }

    @Test
    void afterAChangeOfUidvalidityTheMailIsFoundUnderItsNewUid() throws Exception {
        connect(TO_ARCHIVE);
        var other = arrives();
        var question = arrives();
        pause();
        var card = file(question);
        queued(card);
        TestSql.execute("""
                update folder_messages l
                set uid = 700000 - l.uid
                from mail_folders f
                where f.id = l.folder_id and f.account_id = ?::uuid""", id);
        TestSql.execute(
                "update mail_folders set uid_validity = uid_validity - 1 where account_id = ?::uuid and role = 'inbox'",
                id);

        resume();

        ends(card, "The mail was moved to Archive.");
        assertThat(lying("Archive")).containsExactly(question);
        assertThat(lying("INBOX")).containsExactly(other);
    }

    @Test
    void anotherMessageUnderTheUidIsLeftAlone() throws Exception {
        connect(TO_ARCHIVE);
        var other = arrives();
        var question = arrives();
        pause();
        TestSql.execute("""
                update folder_messages l
                set message_id = (select id from messages where user_id = ? and message_id = case m.message_id when ? then ? else ? end)
                from messages m
                where m.id = l.message_id and m.user_id = ?""", account.id(), question, other, question, account.id());
        var card = file(question);

        resume();

        ends(card, "The mail stays in the inbox. The server has another message in its place");
        assertThat(lying("INBOX")).containsExactly(other, question);
        assertThat(lying("Archive")).isEmpty();
    }

    @Test
    void withoutMoveTheMailIsCopiedAndItAloneExpunged() throws Exception {
        proxy.hide("MOVE");
        connect(TO_ARCHIVE);
        var marked = arrives();
        var question = arrives();
        folder("INBOX").getMessages().get(0).setFlag(Flags.Flag.DELETED, true);

        ends(file(question), "The mail was moved to Archive.");

        assertThat(lying("Archive")).containsExactly(question);
        assertThat(lying("INBOX")).containsExactly(marked);
    }

    @Test
    void aServerWithoutASafeWayKeepsTheMailInTheInbox() throws Exception {
        proxy.hide("MOVE", "UIDPLUS");
        connect(TO_ARCHIVE);
        var question = arrives();

        ends(file(question), "The mail stays in the inbox. Its server can't move single messages safely");

        assertThat(lying("INBOX")).containsExactly(question);
        assertThat(lying("Archive")).isEmpty();
        counted(Map.of("stays", 1.0));
    }

    @Test
    void aKillBetweenTheMoveAndItsRecordLosesAndRepeatsNothing() throws Exception {
        connect(TO_ARCHIVE);
        var question = arrives();
        proxy.cutAt("UID MOVE");

        ends(file(question), "The mail was moved to Archive.");

        assertThat(proxy.cuts()).isEqualTo(1);
        assertThat(lying("Archive")).containsExactly(question);
        assertThat(lying("INBOX")).isEmpty();
        assertThat(messages()).isEqualTo(1);
    }

    @Test
    void aKillBetweenTheStepsOfACopyLosesAndRepeatsNothing() throws Exception {
        proxy.hide("MOVE");
        connect(TO_ARCHIVE);
        for (var step : List.of("UID COPY", "UID STORE", "UID EXPUNGE")) {
            var question = arrives();
            proxy.cutAt(step);

            ends(file(question), "The mail was moved to Archive.");

            assertThat(proxy.cuts()).as(step).isEqualTo(1);
            assertThat(lying("Archive")).as(step).containsOnlyOnce(question);
            assertThat(lying("INBOX")).as(step).isEmpty();
        }
    }

    @Test
    void twoWorkersThatTakeTheMailboxFromEachOtherMoveEachMailOnce() throws Exception {
        proxy.hide("MOVE");
        connect(TO_ARCHIVE);
        var questions = new ArrayList<String>();
        for (var i = 0; i < 6; i++) {
            questions.add(arrives());
        }
        var second = workers.create();
        second.start();
        try {
            questions.forEach(this::file);

            var takes = new AtomicInteger();
            eventually("the moves")
                    .atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(700))
                    .until(() -> {
                        if (takes.incrementAndGet() < 6) {
                            TestSql.execute("update mail_accounts set leased_by = null where id = ?::uuid", id);
                        }
                        return lying("INBOX").isEmpty();
                    });
            ends(card(questions.get(0)), "The mail was moved to Archive.");
        } finally {
            second.stop(new ShutdownEvent());
        }

        assertThat(lying("Archive")).containsExactlyInAnyOrderElementsOf(questions);
        counted(Map.of("moved", 6.0));
    }

    @Test
    void aMatterThatIsOpenedAgainBeforeTheMoveKeepsItsMail() throws Exception {
        connect(TO_ARCHIVE);
        var question = arrives();
        pause();
        var card = file(question);
        queued(card);
        account.sends("{\"status\": \"waiting_on_you\"}")
                .patch("/api/objectives/{id}", objective(card))
                .then()
                .statusCode(200);

        resume();

        ends(card, "Filed, and opened again before the mail was moved: it stays in the inbox.");
        assertThat(lying("INBOX")).containsExactly(question);
        counted(Map.of("stays", 1.0));
    }

    @Test
    void manyThatWaitAreMovedInOneGo() throws Exception {
        connect(TO_ARCHIVE);
        var questions = new ArrayList<String>();
        for (var i = 0; i < 5; i++) {
            questions.add(arrives());
        }
        pause();
        for (var question : questions) {
            queued(file(question));
        }

        resume();

        eventually("the moves").until(() -> lying("INBOX").isEmpty());
        assertThat(lying("Archive")).containsExactlyInAnyOrderElementsOf(questions);
        eventually("their records")
                .until(() -> TestSql.value(
                                Long.class,
                                "select count(*) from mail_moves where user_id = ? and moved_to = 'Archive' and attempts = 1",
                                account.id())
                        == 5);
    }

    private static String objective(String card) {
        return TestSql.value(
                String.class,
                "select c.objective_id::text from agent_actions a join conversations c on c.id = a.conversation_id"
                        + " where a.id = ?::uuid",
                card);
    }

    @Test
    void mailThatIsInTheArchiveTooIsNoReasonToTouchIt() throws Exception {
        connect(TO_ARCHIVE);
        var archive = SERVER.getManagers().getImapHostManager().createMailbox(user, "Archive");
        archive.appendMessage(mail("kept@client.example", account.email()), new Flags(Flags.Flag.SEEN), new Date());
        var question = arrives();

        ends(file(question), "The mail was moved to Archive.");

        assertThat(lying("Archive")).containsExactly("kept@client.example", question);
    }
}
