package co.getanswers.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import co.getanswers.MailAccounts;
import co.getanswers.TestAccounts;
import co.getanswers.TestAccounts.Account;
import co.getanswers.TestSql;
import co.getanswers.execution.WorkProfile;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.mail.Flags;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The answers of waiting cards in the folder of drafts of a real IMAP server. */
@QuarkusTest
@TestProfile(WorkProfile.class)
class DraftsTest {
    private static final GreenMail SERVER = PatientGreenMail.of(ServerSetup.PROTOCOL_IMAP, ServerSetup.PROTOCOL_SMTP);
    private static ImapProxy proxy;

    @Inject
    MailDrafts mailDrafts;

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

    private void connect(boolean keepsDrafts) {
        id = MailAccounts.connect(
                        account,
                        proxy.port(),
                        "none",
                        SERVER.getSmtp().getPort(),
                        "\"keepsDrafts\": " + keepsDrafts + ",")
                .body("keepsDrafts", equalTo(keepsDrafts))
                .extract()
                .path("id");
    }

    private static MimeMessage mail(String text) throws Exception {
        return new MimeMessage(
                Session.getInstance(new Properties()), new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Delivers a question, for which a card proposes an answer; the card. */
    private String arrives() throws Exception {
        var question = UUID.randomUUID() + "@client.example";
        user.deliver(mail(
                "From: Ann <ann@client.example>\r\nTo: " + account.email() + "\r\nSubject: Contract\r\nMessage-ID: <"
                        + question + ">\r\nDate: Fri, 20 Nov 2026 10:00:00 +0000\r\n\r\n"
                        + "Could you send me the contract by Friday, please?\r\n"));
        eventually("the card").until(() -> card(question) != null);
        var card = card(question);
        assertThat(TestSql.value(String.class, "select action_type from agent_actions where id = ?::uuid", card))
                .isEqualTo("draft");
        return card;
    }

    private String card(String messageId) {
        return TestSql.value(
                String.class,
                "select a.id::text from agent_actions a join messages m on m.id = a.message_id"
                        + " where a.user_id = ? and m.message_id = ?",
                account.id(),
                messageId);
    }

    private MailFolder folder(String name) {
        return SERVER.getManagers().getImapHostManager().getFolder(user, name);
    }

    private List<MimeMessage> drafts() {
        var found = new ArrayList<MimeMessage>();
        var drafts = folder("Drafts");
        if (drafts != null) {
            for (var message : drafts.getMessages()) {
                if (!message.getFlags().contains(Flags.Flag.DELETED)) {
                    found.add(message.getMimeMessage());
                }
            }
        }
        return found;
    }

    private String state(String card) {
        return TestSql.value(String.class, "select state from mail_drafts where action_id = ?::uuid", card);
    }

    private void placed(String card) {
        eventually("the draft").until(() -> {
            // After a failure it is tried again at once.
            TestSql.execute(
                    "update mail_drafts set available_at = now() where user_id = ? and available_at > now()",
                    account.id());
            return "placed".equals(state(card));
        });
    }

    private void noDrafts() {
        eventually("the drafts to go").until(() -> {
            TestSql.execute(
                    "update mail_drafts set available_at = now() where user_id = ? and available_at > now()",
                    account.id());
            return drafts().isEmpty()
                    && TestSql.value(Long.class, "select count(*) from mail_drafts where user_id = ?", account.id())
                            == 0;
        });
    }

    private static String text(MimeMessage mail) throws Exception {
        return ((String) mail.getContent()).replace("\r\n", "\n");
    }

    @Test
    void theAnswerLiesAmongTheDraftsUntilItIsDecidedAndIsNoMail() throws Exception {
        connect(true);

        var card = arrives();
        placed(card);

        assertThat(drafts()).hasSize(1);
        var draft = drafts().get(0);
        var proposed = account.request().get("/api/queue/{id}", card).jsonPath();
        assertThat(proposed.getString("mailboxDraft.folder")).isEqualTo("Drafts");
        assertThat(text(draft)).startsWith(proposed.getString("proposedAction").stripTrailing());
        assertThat(draft.getHeader("To")[0]).contains("ann@client.example");
        assertThat(draft.getHeader("In-Reply-To")[0]).contains("@client.example");
        assertThat(draft.getHeader("Message-ID")[0]).startsWith("<draft." + card);
        assertThat(folder("Drafts").getMessages().get(0).getFlags().contains(Flags.Flag.DRAFT))
                .isTrue();
        assertThat(TestSql.value(Long.class, "select count(*) from messages where user_id = ?", account.id()))
                .isEqualTo(1);

        account.sends("{\"reason\": \"No\"}")
                .post("/api/queue/{id}/override", card)
                .then()
                .statusCode(200);

        noDrafts();
        account.request().get("/api/queue/{id}", card).then().body("mailboxDraft", nullValue());
    }

    @Test
    void withoutTheSettingNothingIsPutThereAndWithItTurnedOffItGoes() throws Exception {
        connect(false);
        var card = arrives();
        arrives();
        assertThat(folder("Drafts")).isNull();

        account.sends("{\"keepsDrafts\": true}")
                .patch("/api/accounts/{id}", id)
                .then()
                .statusCode(200);
        placed(card);
        eventually("both").until(() -> drafts().size() == 2);

        account.sends("{\"keepsDrafts\": false}")
                .patch("/api/accounts/{id}", id)
                .then()
                .statusCode(200);
        noDrafts();
    }

    @Test
    void anAnswerThatChangesReplacesItsDraft() throws Exception {
        connect(true);
        var card = arrives();
        placed(card);

        TestSql.execute(
                "update agent_actions set proposed_content = 'Another text.', updated_at = now() where id = ?::uuid",
                card);
        TestSql.execute("update user_counters set user_id = user_id where user_id = ?", account.id());

        eventually("the other text")
                .until(() -> drafts().size() == 1 && text(drafts().get(0)).startsWith("Another text."));
        placed(card);
        assertThat(folder("Drafts").getMessageCount()).isEqualTo(1);
    }

    @Test
    void aDraftThatThePersonHasEditedIsLeftAlone() throws Exception {
        connect(true);
        var card = arrives();
        placed(card);
        var edited = text(drafts().get(0)) + "And one more thing.";
        var header = drafts().get(0).getHeader("Message-ID")[0];
        folder("Drafts").getMessages().get(0).setFlag(Flags.Flag.DELETED, true);
        folder("Drafts").expunge();
        folder("Drafts")
                .appendMessage(
                        mail("From: " + account.email()
                                + "\r\nTo: ann@client.example\r\nSubject: Re: Contract\r\nMessage-ID: " + header
                                + "\r\n\r\n" + edited.replace("\n", "\r\n")),
                        new Flags(Flags.Flag.DRAFT),
                        new Date());
        account.request().post("/api/accounts/{id}/resume", id).then().statusCode(200);

        eventually("the sentence").until(() -> "left".equals(state(card)));
        account.request()
                .get("/api/queue/{id}", card)
                .then()
                .body("mailboxDraft.folder", nullValue())
                .body("mailboxDraft.reason", startsWith("The draft in your mailbox was changed"));
        account.sends("{\"reason\": \"No\"}")
                .post("/api/queue/{id}/override", card)
                .then()
                .statusCode(200);
        placed(arrives());

        assertThat(drafts()).hasSize(2);
        assertThat(text(drafts().get(0))).endsWith("And one more thing.");
    }

    @Test
    void aKillBetweenAStepAndItsRecordLeavesOneDraft() throws Exception {
        connect(true);
        for (var step : List.of("APPEND", "UID STORE", "UID EXPUNGE")) {
            var card = arrives();
            placed(card);
            proxy.cutAt(step);
            TestSql.execute(
                    "update agent_actions set proposed_content = 'Text after ' || ?, updated_at = now() where id = ?::uuid",
                    step,
                    card);
            TestSql.execute("update user_counters set user_id = user_id where user_id = ?", account.id());

            eventually("the cut at " + step).until(() -> proxy.cuts() == 1);
            eventually("the draft after " + step).until(() -> {
                TestSql.execute(
                        "update mail_drafts set available_at = now() where user_id = ? and available_at > now()",
                        account.id());
                return "placed".equals(state(card))
                        && ofCard(card).size() == 1
                        && text(ofCard(card).get(0)).startsWith("Text after " + step);
            });
        }
    }

    private List<MimeMessage> ofCard(String card) throws Exception {
        var found = new ArrayList<MimeMessage>();
        for (var draft : drafts()) {
            if (draft.getHeader("Message-ID")[0].contains(card)) {
                found.add(draft);
            }
        }
        return found;
    }

    @Test
    void aDraftThatIsSentFromTheMailProgramSettlesItsCard() throws Exception {
        connect(true);
        var card = arrives();
        placed(card);
        var draft = new ByteArrayOutputStream();
        drafts().get(0).writeTo(draft);

        folder("Sent")
                .appendMessage(mail(draft.toString(StandardCharsets.UTF_8)), new Flags(Flags.Flag.SEEN), new Date());
        folder("Drafts").getMessages().get(0).setFlag(Flags.Flag.DELETED, true);
        folder("Drafts").expunge();
        account.request().post("/api/accounts/{id}/resume", id).then().statusCode(200);

        eventually("the card to be settled")
                .until(() -> "rejected"
                        .equals(TestSql.value(
                                String.class, "select status from agent_actions where id = ?::uuid", card)));
        // A worker that looks before the card is settled takes the draft for one that the person has deleted.
        eventually("the draft to be left or forgotten")
                .until(() -> TestSql.value(
                                Long.class,
                                "select count(*) from mail_drafts where user_id = ? and state <> 'left'",
                                account.id())
                        == 0);
        assertThat(drafts()).isEmpty();
        assertThat(TestSql.value(
                        String.class,
                        "select string_agg(direction, ', ' order by direction) from messages where user_id = ?",
                        account.id()))
                .isEqualTo("incoming, outgoing");
    }

    @Test
    void theDraftOfADeletedCardGoesToo() throws Exception {
        connect(true);
        var card = arrives();
        placed(card);

        account.request()
                .delete(
                        "/api/objectives/{id}",
                        TestSql.value(
                                String.class,
                                "select c.objective_id::text from agent_actions a join conversations c on c.id = a.conversation_id"
                                        + " where a.id = ?::uuid",
                                card))
                .then()
                .statusCode(204);

        noDrafts();
    }

    @Test
    void aFolderThatCanNotBeOpenedForNowKeepsItsDraftsInMind() throws Exception {
        connect(true);
        var decided = arrives();
        placed(decided);
        var waiting = arrives();
        placed(waiting);

        proxy.refuse("SELECT Drafts");
        account.sends("{\"reason\": \"No\"}")
                .post("/api/queue/{id}/override", decided)
                .then()
                .statusCode(200);
        eventually("the refusal to be recorded")
                .until(() -> proxy.refusals() > 0
                        && TestSql.value(
                                        Long.class,
                                        "select count(*) from mail_drafts where action_id = ?::uuid and attempts = 1",
                                        decided)
                                == 1);
        assertThat(drafts()).hasSize(2);

        proxy.refuse("EXAMINE Drafts");
        account.request().post("/api/accounts/{id}/resume", id).then().statusCode(200);
        eventually("the refusal").until(() -> proxy.refusals() > 0);
        proxy.refuse(null);
        eventually("the draft of the decided card to go").until(() -> {
            TestSql.execute(
                    "update mail_drafts set available_at = now() where user_id = ? and available_at > now()",
                    account.id());
            return state(decided) == null;
        });
        assertThat(state(waiting)).isEqualTo("placed");
        assertThat(drafts()).hasSize(1);
    }

    @Test
    void aFolderThatWasDeletedTakesItsDraftsWithIt() throws Exception {
        connect(true);
        var card = arrives();
        placed(card);
        SERVER.getManagers().getImapHostManager().deleteMailbox(user, "Drafts");
        account.request().post("/api/accounts/{id}/resume", id).then().statusCode(200);

        eventually("the sentence").until(() -> "left".equals(state(card)));
    }

    @Test
    void aRemovalThatWasInterruptedIsDoneBeforeTheSameDraftComesBack() throws Exception {
        connect(true);
        var card = arrives();
        placed(card);
        proxy.cutAt("UID STORE");
        account.sends("{\"keepsDrafts\": false}")
                .patch("/api/accounts/{id}", id)
                .then()
                .statusCode(200);
        eventually("the cut").until(() -> proxy.cuts() == 1);
        assertThat(state(card)).isEqualTo("removing");

        account.sends("{\"keepsDrafts\": true}")
                .patch("/api/accounts/{id}", id)
                .then()
                .statusCode(200);

        placed(card);
        assertThat(drafts()).hasSize(1);
        assertThat(folder("Drafts").getMessageCount()).isEqualTo(1);
    }

    @Test
    void aDraftIsPutThereOnceEvenWhereNoSearchFindsIt() throws Exception {
        proxy.findNothing();
        connect(true);
        var card = arrives();
        placed(card);
        assertThat(drafts()).hasSize(1);

        proxy.hide("APPENDUID");
        var other = arrives();
        eventually("the sentence").until(() -> "left".equals(state(other)));
        account.request()
                .get("/api/queue/{id}", other)
                .then()
                .body("mailboxDraft.reason", containsString("does not find it again"));
        assertThat(drafts()).hasSize(2);
    }

    @Test
    void aServerThatCanNotRemoveSingleMessagesGetsNone() throws Exception {
        proxy.hide("UIDPLUS");
        connect(true);

        var card = arrives();

        eventually("the sentence").until(() -> "left".equals(state(card)));
        assertThat(folder("Drafts")).isNull();
        account.request().get("/api/queue/{id}", card).then().body("mailboxDraft.reason", containsString("UIDPLUS"));
    }

    private void again() {
        TestSql.execute(
                "update mail_drafts set available_at = now() where user_id = ? and available_at > now()", account.id());
        TestSql.execute("update user_counters set user_id = user_id where user_id = ?", account.id());
    }

    private void refused(String card, int attempts) {
        eventually(attempts + " attempts")
                .until(() -> Integer.valueOf(attempts)
                        .equals(TestSql.value(
                                Integer.class,
                                "select attempts from mail_drafts where action_id = ?::uuid and reason is not null",
                                card)));
    }

    @Test
    void aFirstDraftThatIsRefusedForNowIsTriedAgainAndEachRefusalCountsOnce() throws Exception {
        for (var refused : List.of("CREATE Drafts", "LIST")) {
            connect(true);
            if (refused.equals("LIST")) {
                // The connection is up, with its list.
                placed(arrives());
            }
            proxy.refuse(refused);
            var card = arrives();
            refused(card, 1);
            account.request()
                    .get("/api/queue/{id}", card)
                    .then()
                    .body("mailboxDraft.reason", containsString("Its server said"));
            again();
            refused(card, 2);
            assertThat(proxy.refusals()).as(refused).isGreaterThanOrEqualTo(2);

            proxy.refuse(null);
            placed(card);

            account.request().get("/api/queue/{id}", card).then().body("mailboxDraft.reason", nullValue());
            assertThat(ofCard(card)).hasSize(1);
            disconnect();
            SERVER.getManagers().getImapHostManager().deleteMailbox(user, "Drafts");
        }
    }

    @Test
    void aDraftWhoseCardIsGoneIsToBeRemovedAndNotToBeFoundAgain() throws Exception {
        connect(true);
        var card = arrives();
        placed(card);
        account.request().post("/api/accounts/{id}/pause", id).then().statusCode(200);
        var leased = new LeasedAccount(
                UUID.fromString(id),
                account.id(),
                MailProvider.IMAP,
                0,
                new ServerSettings(
                        "127.0.0.1", proxy.port(), TlsMode.NONE, account.id().toString()),
                "",
                0,
                0);
        assertThat(mailDrafts.placed(leased).await().indefinitely()).hasSize(1);

        TestSql.execute("delete from agent_actions where id = ?::uuid", card);

        assertThat(mailDrafts.placed(leased).await().indefinitely()).isEmpty();
        assertThat(mailDrafts.next(leased).await().indefinitely())
                .singleElement()
                .satisfies(draft -> assertThat(draft.wanted()).isFalse());
    }

    @Test
    void aMailboxThatMovesToAnotherServerHasItsDraftsThere() throws Exception {
        connect(true);
        var card = arrives();
        placed(card);
        var question = TestSql.value(
                String.class,
                "select m.message_id from messages m join agent_actions a on a.message_id = m.id where a.id = ?::uuid",
                card);
        var former = user;
        user = SERVER.setUser("box-" + account.email(), "box-" + account.id(), "secret");
        SERVER.getManagers().getImapHostManager().createMailbox(user, "Sent");
        user.deliver(mail("From: Ann <ann@client.example>\r\nTo: " + account.email()
                + "\r\nSubject: Contract\r\nMessage-ID: <" + question
                + ">\r\nDate: Fri, 20 Nov 2026 10:00:00 +0000\r\n\r\n"
                + "Could you send me the contract by Friday, please?\r\n"));

        account.sends("""
                        {"password": "secret",
                         "imap": {"host": "127.0.0.1", "port": %d, "tls": "none", "username": "box-%s"}}""".formatted(SERVER.getImap().getPort(), account.id()))
                .patch("/api/accounts/{id}", id)
                .then()
                .statusCode(200);

        eventually("the draft at the other server").until(() -> drafts().size() == 1);
        placed(card);
        account.request()
                .get("/api/queue/{id}", card)
                .then()
                .body("mailboxDraft.folder", equalTo("Drafts"))
                .body("mailboxDraft.reason", nullValue());
        user = former;
        assertThat(drafts()).hasSize(1);
    }
}
