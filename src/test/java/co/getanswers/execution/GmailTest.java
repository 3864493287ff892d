package co.getanswers.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import co.getanswers.TestAccounts;
import co.getanswers.TestAccounts.Account;
import co.getanswers.TestSql;
import co.getanswers.mailbox.gmail.GmailBox;
import co.getanswers.mailbox.gmail.GmailServer;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mailboxes at Gmail, from the permission to the reply. */
@QuarkusTest
@TestProfile(WorkProfile.class)
class GmailTest {
    GmailServer gmail;

    private Account account;
    private String email;
    private GmailBox box;

    @BeforeEach
    void aMailbox() {
        account = TestAccounts.create();
        email = "box-" + account.id() + "@gmail.example";
        box = gmail.box(email);
    }

    @AfterEach
    void disconnect() {
        TestSql.execute("delete from mail_accounts where user_id = ?", account.id());
    }

    private static ConditionFactory eventually(String what) {
        return await(what).dontCatchUncaughtExceptions().atMost(Duration.ofMinutes(1));
    }

    private URI authorise() {
        return URI.create(account.request()
                .post("/api/accounts/gmail")
                .then()
                .statusCode(200)
                .body("url", startsWith("https://accounts.google.com/"))
                .body("url", containsString("code_challenge_method=S256"))
                .body("url", not(containsString("secret")))
                .extract()
                .<String>path("url"));
    }

    private static String state(URI url) {
        return url.getQuery().replaceFirst(".*\\bstate=([^&]+).*", "$1");
    }

    private static ValidatableResponse answer(Account who, String code, String state) {
        return who.sends(Map.of("code", code, "state", state))
                .post("/api/accounts/gmail/callback")
                .then();
    }

    private String connect() {
        var url = authorise();
        return answer(account, gmail.grant(url, email), state(url))
                .statusCode(200)
                .body("provider", equalTo("gmail"))
                .body("addresses", contains(email))
                .body("imap", nullValue())
                .body("keepsSent", equalTo(false))
                .extract()
                .path("id");
    }

    private String mail(String subject, String from) {
        return "From: " + from + "\r\nTo: " + email + "\r\nSubject: " + subject + "\r\nMessage-ID: <"
                + UUID.randomUUID()
                + "@client.example>\r\nDate: Fri, 20 Nov 2026 10:00:00 +0000\r\n\r\n"
                + "Could you send me the contract, please?\r\n";
    }

    private void arrives(String subject) {
        box.deliver(mail(subject, "Ann <ann@client.example>"), "INBOX", "UNREAD");
    }

    private long messages() {
        return TestSql.value(Long.class, "select count(*) from messages where user_id = ?", account.id());
    }

    private String state() {
        return TestSql.value(String.class, "select state from mail_accounts where user_id = ?", account.id());
    }

    private void live() {
        eventually("the mailbox to be read").until(() -> state().equals("live"));
    }

    @Test
    void mailComesInAndItsReplyGoesOutOnceInItsThread() {
        var thread = box.deliver(mail("The contract", "Ann <ann@client.example>"), "INBOX");
        connect();
        eventually("the card").until(() -> card() != null);

        account.sends("{\"editedContent\": \"Dear Ann, here it is.\"}")
                .post("/api/queue/{id}/edit", card())
                .then()
                .statusCode(200);

        eventually("the reply").until(() -> box.sent().size() == 1);
        assertThat(box.sent().get(0)).startsWith(thread + "\n").contains("Dear Ann", "ann@client.example", email);
        eventually("its result")
                .until(() -> TestSql.value(
                                String.class, "select status from executions where user_id = ?", account.id())
                        .equals("done"));
        assertThat(box.drafts()).isZero();
        arrives("Another one");
        eventually("later mail").until(() -> messages() == 3);
        assertThat(TestSql.value(
                        Long.class,
                        "select count(*) from messages where user_id = ? and direction = 'outgoing'",
                        account.id()))
                .isEqualTo(1);
    }

    @Test
    void whatIsArchivedAtGmailOrAnsweredThereWaitsNoLonger() {
        var archived = box.deliver(mail("The contract", "Ann <ann@client.example>"), "INBOX");
        var question = mail("The invoice", "Ben <ben@client.example>");
        box.deliver(question, "INBOX");
        var starred = box.deliver(mail("The offer", "Cy <cy@client.example>"), "INBOX", "STARRED");
        connect();
        eventually("the cards").until(() -> waiting().equals("The contract, The invoice, The offer"));

        box.unlabel(archived, "INBOX");
        box.unlabel(starred, "STARRED");
        eventually("the archived one").until(() -> waiting().equals("The invoice, The offer"));
        box.deliver(
                "From: " + email + "\r\nTo: ben@client.example\r\nSubject: Re: The invoice\r\nIn-Reply-To: "
                        + question.replaceAll("(?s).*Message-ID: (<[^>]+>).*", "$1") + "\r\n\r\nPaid.\r\n",
                "SENT");

        eventually("the answered one").until(() -> waiting().equals("The offer"));
        assertThat(TestSql.value(
                        String.class,
                        "select string_agg(override_reason, ' ' order by override_reason) from agent_actions"
                                + " where user_id = ? and status = 'rejected' and decided_by = 'person'",
                        account.id()))
                .isEqualTo("This was archived, moved or deleted in another mail program."
                        + " You answered this in another mail program.");
    }

    @Test
    void anAnswerWithoutTheMessageSettlesNothing() {
        var archived = box.deliver(mail("The contract", "Ann <ann@client.example>"), "INBOX");
        connect();
        eventually("the card").until(() -> waiting().equals("The contract"));

        box.cutLabels(true);
        box.unlabel(archived, "INBOX");
        // The second question follows the end of what the first answer brought about.
        eventually("two cut answers").until(() -> box.cuts() > 1);
        assertThat(waiting()).isEqualTo("The contract");
        box.cutLabels(false);
        account.request().post("/api/accounts/{id}/resume", accountId()).then().statusCode(200);

        eventually("a whole one").until(() -> waiting().equals("null"));
    }

    private String filed(String thread) {
        var card = card();
        TestSql.execute("update agent_actions set action_type = 'file' where id = ?::uuid", card);
        account.request().post("/api/queue/{id}/approve", card).then().statusCode(200);
        eventually("the mail to leave the inbox").until(() -> {
            TestSql.execute(
                    "update mail_moves set available_at = now() where user_id = ? and available_at is not null",
                    account.id());
            return !box.labels(thread).contains("INBOX")
                    && TestSql.value(
                                    Long.class,
                                    "select count(*) from mail_moves where user_id = ? and available_at is not null",
                                    account.id())
                            == 0;
        });
        return card;
    }

    private String outcome(String card) {
        return TestSql.value(String.class, "select outcome from executions where action_id = ?::uuid", card);
    }

    @Test
    void theMailOfAFiledCardIsArchivedAndGetsTheLabelThatWasChosen() {
        var thread = box.deliver(mail("The contract", "Ann <ann@client.example>"), "INBOX", "STARRED");
        var id = connect();
        account.sends("{\"onFile\": \"archive\"}")
                .patch("/api/accounts/{id}", id)
                .then()
                .statusCode(200)
                .body("onFile", equalTo("archive"));
        eventually("the card").until(() -> card() != null);

        var card = filed(thread);

        assertThat(box.labels(thread)).containsExactly("STARRED");
        assertThat(outcome(card)).isEqualTo("Filed. The mail was moved to All Mail.");
        account.sends("{\"onFile\": \"folder\", \"fileFolder\": \"Done\"}")
                .patch("/api/accounts/{id}", id)
                .then()
                .statusCode(200);
        var other = box.deliver(mail("The invoice", "Ben <ben@client.example>"), "INBOX");
        eventually("the other card").until(() -> card() != null);
        box.lose(GmailBox.Loss.ANSWER);

        var second = filed(other);

        assertThat(box.labels(other)).containsExactly("Done");
        assertThat(box.modified()).isEqualTo(2);
        assertThat(outcome(second)).isEqualTo("Filed. The mail was moved to Done.");
        assertThat(messages()).isEqualTo(2);
        assertThat(TestSql.value(
                        Long.class,
                        "select count(*) from agent_actions where user_id = ? and status = 'approved'",
                        account.id()))
                .isEqualTo(2);
    }

    @Test
    void aLabelOfGmailsOwnIsNotForFiledMail() {
        var thread = box.deliver(mail("The contract", "Ann <ann@client.example>"), "INBOX");
        var id = connect();
        account.sends("{\"onFile\": \"folder\", \"fileFolder\": \"Sent\"}")
                .patch("/api/accounts/{id}", id)
                .then()
                .statusCode(200);
        eventually("the card").until(() -> card() != null);
        var card = card();
        TestSql.execute("update agent_actions set action_type = 'file' where id = ?::uuid", card);
        account.request().post("/api/queue/{id}/approve", card).then().statusCode(200);

        eventually("the result").until(() -> String.valueOf(outcome(card)).contains("The mail stays in the inbox."));
        assertThat(outcome(card)).contains("The label Sent is one of Gmail's own");
        assertThat(box.labels(thread)).containsExactly("INBOX");
    }

    private String waiting() {
        return String.valueOf(TestSql.value(
                String.class,
                "select string_agg(m.subject, ', ' order by m.subject) from agent_actions a"
                        + " join messages m on m.id = a.message_id where a.user_id = ? and a.status = 'pending'",
                account.id()));
    }

    @Test
    void aReplyWhoseAnswerIsLostIsSentOnce() {
        arrives("The contract");
        connect();
        eventually("the card").until(() -> card() != null);
        box.lose(GmailBox.Loss.ANSWER);

        account.sends("{\"editedContent\": \"Here it is.\"}")
                .post("/api/queue/{id}/edit", card())
                .then()
                .statusCode(200);

        eventually("its result")
                .until(() -> "done"
                        .equals(TestSql.value(
                                String.class, "select status from executions where user_id = ?", account.id())));
        assertThat(box.sends()).isEqualTo(1);
    }

    /** A reply of which Gmail answers nothing any more, so that nobody knows whether it went out. */
    private void unknown(GmailBox.Loss loss) {
        arrives("The contract");
        connect();
        eventually("the card").until(() -> card() != null);
        box.lose(loss);
        account.sends("{\"editedContent\": \"Here it is.\"}")
                .post("/api/queue/{id}/edit", card())
                .then()
                .statusCode(200);
        eventually("its result").until(() -> execution("status").equals("unknown"));
    }

    private String execution(String column) {
        return String.valueOf(
                TestSql.value(String.class, "select " + column + " from executions where user_id = ?", account.id()));
    }

    @Test
    void aReplyThatGmailSentIsKnownOnceGmailAnswersAgain() {
        unknown(GmailBox.Loss.EVERYTHING);
        box.lose(GmailBox.Loss.NONE);

        account.request().post("/api/accounts/{id}/resume", accountId()).then().statusCode(200);

        eventually("the proof").until(() -> execution("status").equals("done"));
        assertThat(execution("outcome")).startsWith("Sent to ann@client.example.");
        assertThat(execution("proof")).isIn("provider", "sent_folder");
        assertThat(box.sends()).isEqualTo(1);
        assertThat(TestSql.value(
                        Boolean.class, "select bool_and(begun) from gmail_drafts where user_id = ?", account.id()))
                .as("the memory of a draft that may have been sent, for an attempt that was enqueued meanwhile")
                .isTrue();
        assertThat(TestSql.value(
                        Long.class,
                        "select count(*) from messages where user_id = ? and direction = 'outgoing'",
                        account.id()))
                .isEqualTo(1);
    }

    @Test
    void aDraftThatGmailDidNotSendIsSentOnceByANewAttempt() {
        unknown(GmailBox.Loss.NOTHING);
        assertThat(box.drafts()).isEqualTo(1);
        box.lose(GmailBox.Loss.NONE);

        account.request().post("/api/accounts/{id}/resume", accountId()).then().statusCode(200);

        assertSentBySecondAttempt();
    }

    private void assertSentBySecondAttempt() {
        eventually("the reply").until(() -> execution("status").equals("done"));
        assertThat(box.sent()).hasSize(1);
        assertThat(box.drafts()).isZero();
        assertThat(execution("attempts - uncounted || ''")).isEqualTo("2");
    }

    @Test
    void aDraftThatIsGoneWithoutASentMailStaysUnknown() {
        unknown(GmailBox.Loss.NOTHING);
        box.removeDrafts();
        var asked = box.deletions();
        box.lose(GmailBox.Loss.NONE);
        account.request().post("/api/accounts/{id}/resume", accountId()).then().statusCode(200);

        eventually("a question").until(() -> box.deletions() > asked + 1);

        assertThat(execution("status")).isEqualTo("unknown");
        assertThat(box.sent()).isEmpty();
    }

    @Test
    void aRetryWhileTheDraftIsRemovedSendsTheReplyOnce() {
        unknown(GmailBox.Loss.NOTHING);
        var card = execution("action_id || ''");
        var attempts = execution("attempts || ''");
        var removals = box.deletions();
        var sends = new AtomicBoolean();
        box.beforeSending(() -> {
            sends.set(true);
            eventually("the removal").until(() -> box.deletions() > removals);
        });
        box.beforeRemoval(() -> {
            account.request().post("/api/queue/{id}/retry", card).then().statusCode(200);
            WorkersTurn.pass();
            if (!execution("attempts || ''").equals(attempts)) {
                eventually("the attempt to send").until(sends::get);
            }
        });
        box.lose(GmailBox.Loss.NONE);

        account.request().post("/api/accounts/{id}/resume", accountId()).then().statusCode(200);

        assertSentBySecondAttempt();
        assertThat(TestSql.value(
                        Long.class,
                        "select count(*) from executions where user_id = ? and leased_by is not null",
                        account.id()))
                .isZero();
    }

    @Test
    void aReadingThatIsInterruptedGoesOnWhereItStopped() {
        for (var i = 0; i < 100; i++) {
            arrives("Earlier " + i);
        }
        connect();
        eventually("some mail").until(() -> messages() > 0);

        TestSql.execute("update mail_accounts set version = version + 1 where user_id = ?", account.id());

        live();
        assertThat(messages()).isEqualTo(100);
        assertThat(box.fetched()).isBetween(100, 130);
    }

    private String card() {
        return account.request().get("/api/queue").path("cards[0].id");
    }

    @Test
    void earlierMailIsReadOnceAndDraftsSpamAndTheBinAreNot() {
        for (var i = 0; i < 90; i++) {
            arrives("Earlier " + i);
        }
        box.deliver(mail("Sent from a phone", "other-name@elsewhere.example"), "SENT");
        box.deliver(mail("A long one", "x@client.example") + "All of it.\r\n".repeat(200_000), "INBOX");
        box.deliver(mail("Half a thought", email), "DRAFT");
        box.deliver(mail("Cheap watches", "x@spam.example"), "SPAM", "INBOX");
        box.deliver(mail("Old news", "x@client.example"), "TRASH");
        connect();
        live();
        box.deliver(mail("Archived at once", "x@client.example"), "IMPORTANT");
        box.deliver(mail("Another draft", email), "DRAFT");
        arrives("New");

        eventually("new mail").until(() -> messages() == 93);
        assertThat(TestSql.value(
                        String.class,
                        "select string_agg(subject, ', ') from messages where user_id = ? and direction = 'outgoing'",
                        account.id()))
                .isEqualTo("Sent from a phone");
        assertThat(TestSql.value(
                        Integer.class, "select messages_total from mail_accounts where user_id = ?", account.id()))
                .isEqualTo(93);
    }

    @Test
    void afterItsHistoryHasExpiredNothingIsMissingAndNothingReadTwice() {
        arrives("One");
        arrives("Two");
        connect();
        live();
        account.request().post("/api/accounts/{id}/pause", accountId()).then().statusCode(200);
        eventually("the worker to leave")
                .until(() -> TestSql.value(
                        Boolean.class, "select leased_by is null from mail_accounts where user_id = ?", account.id()));
        arrives("Three");
        box.forgetHistory();
        var before = box.fetched();

        account.request().post("/api/accounts/{id}/resume", accountId()).then().statusCode(200);

        eventually("the missing mail").until(() -> messages() == 3);
        live();
        assertThat(box.fetched()).isEqualTo(before + 1);
    }

    private UUID accountId() {
        return TestSql.value(UUID.class, "select id from mail_accounts where user_id = ?", account.id());
    }

    @Test
    void aLostPermissionNeedsThePersonAndANewOneGoesOn() {
        connect();
        live();
        gmail.withdraw(email);

        eventually("the state").until(() -> state().equals("needs_attention"));
        account.request()
                .get("/api/accounts")
                .then()
                .body("items[0].reason", containsString("permission was withdrawn"));
        arrives("Meanwhile");
        var id = accountId();
        connect();

        eventually("the mail").until(() -> messages() == 1);
        assertThat(accountId()).isEqualTo(id);
    }

    @Test
    void aBusyGmailIsLeftAloneForAWhile() {
        connect();
        live();
        box.beBusy(1);
        eventually("the refusal").until(() -> box.busyLeft() == 0);

        arrives("After the pause");

        eventually("the mail").until(() -> messages() == 1);
        live();
    }

    @Test
    void aStateCountsOnceAndInItsSessionAlone() {
        var url = authorise();
        var stranger = TestAccounts.create();

        answer(stranger, gmail.grant(url, email), state(url)).statusCode(409);
        answer(account, gmail.grant(url, email), state(url)).statusCode(200);
        answer(account, gmail.grant(url, email), state(url)).statusCode(409);
        answer(account, gmail.grant(url, email), "made-up").statusCode(409);
        assertThat(TestSql.value(Long.class, "select count(*) from mail_accounts where user_id = ?", stranger.id()))
                .isZero();
    }

    @Test
    void aStateExpiresAndACodeNeedsItsProof() {
        var url = authorise();
        TestSql.execute("update gmail_authorisations set expires_at = now() where user_id = ?", account.id());
        answer(account, gmail.grant(url, email), state(url)).statusCode(409);

        var other = authorise();
        answer(account, gmail.grant(url, email), state(other)).statusCode(422).body("errors.field", contains("code"));
    }

    @Test
    void itsTokenIsSealedAndRevokedWhenItIsDisconnected() {
        var id = connect();
        assertThat(TestSql.value(
                        String.class, "select sealed_password::text from mail_accounts where id = ?::uuid", id))
                .contains("\"kid\"")
                .doesNotContain("1//");
        account.sends("{\"password\": \"x\"}")
                .patch("/api/accounts/{id}", id)
                .then()
                .statusCode(422);

        account.request().delete("/api/accounts/{id}", id).then().statusCode(204);

        eventually("the revocation").until(() -> gmail.revoked().contains(email));
    }

    @Test
    void itsPermissionEndsWithThePersonsAccount() {
        connect();

        account.request().delete("/api/auth/me").then().statusCode(204);

        eventually("the revocation").until(() -> gmail.revoked().contains(email));
    }
}
