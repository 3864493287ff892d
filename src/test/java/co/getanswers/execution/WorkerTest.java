package co.getanswers.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import co.getanswers.TestAccounts;
import co.getanswers.TestSql;
import co.getanswers.action.ExecutionStore;
import co.getanswers.delivery.ScriptedSmtpServer;
import co.getanswers.review.Mailbox;
import co.getanswers.triage.ActionType;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The execution of decisions: each is made over the interface and carried out by a running worker. */
@QuarkusTest
@TestProfile(WorkProfile.class)
class WorkerTest {
    Map<String, String> script;
    ScriptedSmtpServer server;
    private Mailbox mailbox;

    @BeforeEach
    void friendly() {
        script.clear();
        mailbox = new Mailbox(TestAccounts.create());
    }

    private UUID card(String type) {
        var conversation = mailbox.conversation(mailbox.objective("Renewal", "waiting_on_you"));
        mailbox.message(conversation, "incoming", Instant.now(), "Can you send the quote?");
        return mailbox.card(conversation, type, "low", 50, 0.8);
    }

    private void approve(UUID card) {
        mailbox.owner()
                .sends(Map.of())
                .post("/api/queue/" + card + "/approve")
                .then()
                .statusCode(200);
    }

    private static String status(UUID card) {
        return TestSql.value(String.class, "select status from executions where action_id = ?", card);
    }

    private static String text(String column, UUID card) {
        return TestSql.value(String.class, "select " + column + " from executions where action_id = ?", card);
    }

    private static void awaitStatus(UUID card, String status) {
        await(status).atMost(Duration.ofSeconds(30)).until(() -> status(card), status::equals);
    }

    private List<String> mails(UUID card) {
        return server.accepted().stream()
                .filter(mail -> mail.contains("<" + card + "@example.com>"))
                .toList();
    }

    @Test
    void anApprovedDraftIsSentAndStandsInItsThread() {
        var card = card("draft");
        approve(card);

        awaitStatus(card, "done");

        assertThat(mails(card))
                .singleElement()
                .asString()
                .contains("To: Dana Reyes <dana@acme.example>", "Dear Dana, yes.");
        assertThat(text("provider_id", card)).contains("queued as 42");
        var conversation = TestSql.value(UUID.class, "select conversation_id from agent_actions where id = ?", card);
        mailbox.owner()
                .request()
                .get("/api/conversations/" + conversation)
                .then()
                .statusCode(200)
                .body("timeline.findAll { it.type == 'outgoing' }.size()", is(1));
        assertThat(mailbox.objectiveStatus(card)).isEqualTo("waiting_on_others");
        mailbox.assertCountersAreRight();
    }

    @Test
    void theMailIsTheOneThatThePreviewShowed() {
        var conversation = mailbox.conversation(mailbox.objective("Renewal", "waiting_on_you"));
        var message = mailbox.message(conversation, "incoming", Instant.now(), "Can you send the quote?");
        TestSql.execute("""
                update messages
                set mail_addresses = '{"replyTo": [{"email": "\\"john doe\\"@acme.example", "name": "John Doe"},
                  {"email": "desk@acme.example", "name": ""}], "cc": [{"email": "jo@partner.example", "name": "Jo Ø"}]}'
                where id = ?""", message);
        var card = mailbox.card(conversation, "draft", "low", 50, 0.8);
        var preview = mailbox.owner()
                .request()
                .accept("message/rfc822")
                .get("/api/queue/{id}/preview?replyAll=true", card)
                .then()
                .statusCode(200)
                .extract()
                .asString();
        mailbox.owner()
                .sends(Map.of("replyAll", true))
                .post("/api/queue/{id}/approve", card)
                .then()
                .statusCode(200);

        awaitStatus(card, "done");

        assertThat(mails(card)).singleElement().satisfies(mail -> {
            assertThat(undated(mail)).isEqualTo(undated(preview));
            assertThat(mail)
                    .contains("To: John Doe <\"john doe\"@acme.example>, desk@acme.example", "Cc: =?UTF-8?")
                    .doesNotContain("Auto-Submitted");
        });
        assertThat(text("outcome", card))
                .isEqualTo("Sent to \"john doe\"@acme.example, desk@acme.example, jo@partner.example.");
    }

    private static List<String> undated(String mail) {
        return mail.strip().lines().filter(line -> !line.startsWith("Date: ")).toList();
    }

    @Test
    void anOwnAnswerIsSent() {
        var conversation = mailbox.conversation(mailbox.objective("Renewal", "waiting_on_you"));
        mailbox.message(conversation, "incoming", Instant.now(), "Can you send the quote?");
        var card = UUID.fromString(mailbox.owner()
                .sends(Map.of("text", "Here it is."))
                .post("/api/conversations/{id}/reply", conversation)
                .then()
                .statusCode(200)
                .extract()
                .path("id"));

        awaitStatus(card, "done");

        assertThat(mails(card)).singleElement().asString().contains("Here it is.", "> Can you send the quote?");
        mailbox.assertCountersAreRight();
    }

    @Test
    void whatThePersonMadeOfTheProposalIsSent() {
        var card = card("draft");
        mailbox.owner()
                .sends(Map.of("proposedAction", "No, thank you."))
                .patch("/api/queue/" + card)
                .then()
                .statusCode(200);

        awaitStatus(card, "done");

        assertThat(mails(card))
                .singleElement()
                .asString()
                .contains("No, thank you.")
                .doesNotContain("Dear Dana");
    }

    @ParameterizedTest
    @CsvSource({"file, handled", "schedule, scheduled", "triage, handled"})
    void theOtherActionsChangeTheObjectiveAndSendNothing(String type, String currentRevision) {
        var card = card(type);
        approve(card);

        awaitStatus(card, "done");

        assertThat(mailbox.objectiveStatus(card)).isEqualTo(currentRevision);
        assertThat(mails(card)).isEmpty();
        mailbox.assertCountersAreRight();
        var due = TestSql.value(Boolean.class, """
                select o.due_at between now() + interval '6 days' and now() + interval '8 days'
                from objectives o
                join conversations c on c.objective_id = o.id
                join agent_actions a on a.conversation_id = c.id
                where a.id = ?""", card);
        assertThat(due).isEqualTo(type.equals("schedule") ? Boolean.TRUE : null);
    }

    @ParameterizedTest
    @EnumSource(ActionType.class)
    void onlyASendLeavesWithoutReview(ActionType type) {
        var card = card(type.value());
        decideAsTheAgent(card);

        awaitStatus(card, "done");

        assertThat(mails(card)).hasSize(type == ActionType.SEND ? 1 : 0);
        mailbox.assertCountersAreRight();
    }

    @ParameterizedTest
    @CsvSource({"approve, Dear Dana yes.", "edit, No thank you."})
    void aKeptDraftIsSentOnceThePersonDecides(String decision, String text) {
        var card = card("draft");
        decideAsTheAgent(card);
        awaitStatus(card, "done");
        assertThat(text("outcome", card)).contains("Kept ready");
        assertThat(mailbox.objectiveStatus(card)).isEqualTo("waiting_on_you");

        mailbox.owner()
                .sends(Map.of("editedContent", "No, thank you."))
                .post("/api/queue/{id}/{decision}", card, decision)
                .then()
                .statusCode(200)
                .body("execution.status", is("queued"));

        await("the mail").atMost(Duration.ofSeconds(30)).until(() -> mails(card).size() == 1);
        awaitStatus(card, "done");
        assertThat(mails(card).get(0).replace(",", "")).contains(text).doesNotContain("Auto-Submitted");
        assertThat(mailbox.objectiveStatus(card)).isEqualTo("waiting_on_others");
        mailbox.assertCountersAreRight();
        mailbox.owner().request().post("/api/queue/{id}/approve", card).then().statusCode(409);
    }

    @Test
    void aKeptDraftThatThePersonRejectsIsDiscarded() {
        var card = card("draft");
        decideAsTheAgent(card);
        awaitStatus(card, "done");

        mailbox.owner()
                .sends(Map.of("reason", "I call them"))
                .post("/api/queue/{id}/override", card)
                .then()
                .statusCode(200)
                .body("status", is("rejected"));

        assertThat(mailbox.executions(card)).isZero();
        mailbox.assertCountersAreRight();
    }

    @ParameterizedTest
    @CsvSource({"file", "schedule", "triage"})
    void aTextOnACardThatSendsNoMailIsSentAsAReply(String type) {
        var card = card(type);
        mailbox.owner()
                .sends(Map.of("proposedAction", "Yes, with pleasure."))
                .patch("/api/queue/{id}", card)
                .then()
                .statusCode(200)
                .body("actionType", is("draft"))
                .body("status", is("edited"));

        awaitStatus(card, "done");

        assertThat(mails(card)).singleElement().asString().contains("Yes, with pleasure.");
        assertThat(mailbox.objectiveStatus(card)).isEqualTo("waiting_on_others");
        mailbox.assertCountersAreRight();
    }

    /** Decides the card as the intake does for the agent. */
    private void decideAsTheAgent(UUID card) {
        TestSql.execute("""
                update agent_actions
                set status = 'approved', decided_by = 'agent', resolved_at = now(), approved_at = now()
                where id = ?""", card);
        TestSql.execute("""
                update user_counters
                set pending_low = pending_low - 1, resolved_on = (now() at time zone 'UTC')::date,
                    resolved_that_day = resolved_that_day + 1, autonomous_that_day = autonomous_that_day + 1
                where user_id = ?""", mailbox.owner().id());
        TestSql.execute(
                "insert into executions (id, user_id, action_id, status, attempts, available_at, created_at)"
                        + " values (gen_random_uuid(), ?, ?, 'queued', 0, now(), now())",
                mailbox.owner().id(),
                card);
    }

    @Test
    void aTemporaryFailureIsTriedAgainUntilItWorks() {
        script.put("RCPT", "451 greylisted");
        var card = card("draft");
        approve(card);
        await().atMost(Duration.ofSeconds(30)).until(() -> text("last_error", card) != null);

        script.clear();

        awaitStatus(card, "done");
        assertThat(mails(card)).hasSize(1);
        assertThat(text("last_error", card)).isNull();
    }

    @Test
    void aTemporaryFailureThatStaysIsGivenUp() {
        script.put("GREETING", "421 too busy");
        var card = card("draft");
        approve(card);

        awaitStatus(card, "failed");

        assertThat(text("last_error", card)).contains("421 too busy", "Given up after 3 tries");
    }

    @Test
    void aPermanentFailureFailsAtOnce() {
        script.put("RCPT", "550 no such mailbox");
        var card = card("draft");
        approve(card);

        awaitStatus(card, "failed");

        assertThat(text("last_error", card)).contains("550 no such mailbox");
        assertThat(text("attempts::text", card)).isEqualTo("1");
    }

    @Test
    void aDotWithoutAnAnswerIsUnknownAndNeverSentAgain() {
        script.put(".", "cut");
        var card = card("draft");
        approve(card);
        awaitStatus(card, "unknown");
        script.clear();

        var next = card("draft");
        approve(next);
        awaitStatus(next, "done");

        assertThat(status(card)).isEqualTo("unknown");
        assertThat(mails(card)).hasSize(1);
        assertThat(text("last_error", card)).contains("nobody knows");
    }

    @Test
    void aThreadThatMovedOnComesBackToReviewWithTheReason() {
        script.put("GREETING", "421 not yet");
        var card = card("draft");
        approve(card);
        await().atMost(Duration.ofSeconds(30)).until(() -> text("last_error", card) != null);
        var conversation = TestSql.value(UUID.class, "select conversation_id from agent_actions where id = ?", card);
        mailbox.message(conversation, "incoming", Instant.now(), "Forget it, please.");
        script.clear();

        await("its return").atMost(Duration.ofSeconds(30)).until(() -> mailbox.executions(card) == 0);

        assertThat(mails(card)).isEmpty();
        assertThat(TestSql.value(String.class, "select status from agent_actions where id = ?", card))
                .isEqualTo("pending");
        assertThat(TestSql.value(String.class, "select returned_reason from agent_actions where id = ?", card))
                .isEqualTo(ExecutionStore.MOVED_ON_REASON);
        assertThat(mailbox.objectiveStatus(card)).isEqualTo("waiting_on_you");
        mailbox.assertCountersAreRight();
    }

    @Test
    void ourOwnReplyIsNoNewMailForTheNextOneOfTheThread() {
        var first = card("draft");
        var conversation = TestSql.value(UUID.class, "select conversation_id from agent_actions where id = ?", first);
        var second = mailbox.card(conversation, "draft", "low", 40, 0.8);
        approve(first);
        approve(second);

        awaitStatus(first, "done");
        awaitStatus(second, "done");

        assertThat(mails(first)).hasSize(1);
        assertThat(mails(second)).hasSize(1);
        mailbox.assertCountersAreRight();
    }

    @Test
    void whereNobodyCanBeAnsweredItFailsAndSaysWhy() {
        var card = mailbox.card();
        approve(card);

        awaitStatus(card, "failed");

        assertThat(text("last_error", card)).contains("no message that could be answered");
    }

    @Test
    void whatIsQueuedWhileNobodyListensIsFoundByPolling() {
        var cut = TestSql.value(Boolean.class, """
                select bool_and(pg_terminate_backend(pid))
                from pg_stat_activity
                where datname = current_database() and pid <> pg_backend_pid()
                  and (query ilike 'listen%' or query ilike 'show transaction_read_only%')""");
        assertThat(cut).isTrue();
        var card = card("file");
        approve(card);

        awaitStatus(card, "done");
    }

    @Test
    void aRowPutThereWithoutAnAnnouncementIsFoundByPolling() {
        var card = card("file");
        TestSql.execute("""
                update agent_actions
                set status = 'approved', decided_by = 'person', resolved_at = now(), approved_at = now()
                where id = ?""", card);
        TestSql.execute(
                "insert into executions (id, user_id, action_id, status, attempts, available_at, created_at)"
                        + " values (gen_random_uuid(), ?, ?, 'queued', 0, now(), now())",
                mailbox.owner().id(),
                card);

        awaitStatus(card, "done");
    }

    @Test
    void aLeaseThatRanOutIsTakenAgainWhereNothingWasHandedOver() {
        var card = card("file");
        TestSql.execute("""
                update agent_actions
                set status = 'approved', decided_by = 'person', resolved_at = now(), approved_at = now()
                where id = ?""", card);
        TestSql.execute(
                "insert into executions (id, user_id, action_id, status, attempts, available_at, created_at, leased_by,"
                        + " leased_until) values (gen_random_uuid(), ?, ?, 'queued', 1, now(), now(), 'dead',"
                        + " now() + interval '500 ms')",
                mailbox.owner().id(),
                card);

        awaitStatus(card, "done");
    }

    @Test
    void withAutonomyHighLowRiskMailIsCarriedOutByItself() {
        takesIn("high");

        await("an execution by the agent").atMost(Duration.ofSeconds(30)).until(() -> carriedOutByTheAgent() > 0);

        var conversation = TestSql.value(
                UUID.class,
                "select conversation_id from agent_actions where user_id = ? and decided_by = 'agent'",
                mailbox.owner().id());
        mailbox.owner()
                .request()
                .get("/api/conversations/" + conversation)
                .then()
                .statusCode(200)
                .body("timeline.badge", hasItem("auto"));
        mailbox.owner()
                .request()
                .get("/api/stats")
                .then()
                .statusCode(200)
                .body("navigationCounts.handledByAI", greaterThan(0));
        mailbox.assertCountersAreRight();
    }

    @Test
    void withAutonomyLowNothingEverIs() {
        takesIn("low");

        assertThat(TestSql.value(
                        Long.class,
                        "select count(*) from executions where user_id = ?",
                        mailbox.owner().id()))
                .isZero();
        mailbox.owner().request().get("/api/stats").then().statusCode(200).body("navigationCounts.handledByAI", is(0));
    }

    private void takesIn(String autonomy) {
        TestSql.execute(
                "update users set autonomy_level = ? where id = ?",
                autonomy,
                mailbox.owner().id());
        mailbox.owner()
                .request()
                .contentType("message/rfc822")
                .body(("From: News <newsletter@shop.example>\r\nTo: "
                                + mailbox.owner().email()
                                + "\r\nSubject: Our weekly newsletter\r\nMessage-ID: <" + UUID.randomUUID()
                                + "@shop.example>\r\nDate: Fri, 20 Nov 2026 10:00:00 +0000\r\n"
                                + "List-Unsubscribe: <https://shop.example/u>\r\nList-Id: <news.shop.example>\r\n"
                                + "Precedence: bulk\r\n\r\nThis week: new shoes. Unsubscribe at any time.\r\n")
                        .getBytes(StandardCharsets.UTF_8))
                .post("/api/messages")
                .then()
                .statusCode(201);
    }

    private long carriedOutByTheAgent() {
        return TestSql.value(Long.class, """
                select count(*)
                from executions e
                join agent_actions a on a.id = e.action_id
                where e.user_id = ? and e.status = 'done' and a.decided_by = 'agent'""", mailbox.owner().id());
    }
}
