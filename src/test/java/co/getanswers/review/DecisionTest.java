package co.getanswers.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import co.getanswers.RefusedCommit;
import co.getanswers.TestAccounts;
import co.getanswers.TestDatabase;
import co.getanswers.TestSql;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class DecisionTest {
    @Inject
    MeterRegistry metrics;

    private Mailbox mailbox;

    @BeforeEach
    void aMailbox() {
        mailbox = new Mailbox(TestAccounts.create());
    }

    @AfterEach
    void theCountersEqualAFreshCount() {
        mailbox.assertCountersAreRight();
    }

    @Test
    void approvingKeepsTheNoteAndQueuesTheExecution() {
        var card = mailbox.card();

        send(card, "approve", Map.of("notes", "Fine"))
                .then()
                .statusCode(200)
                .body("id", equalTo(card.toString()))
                .body("status", equalTo("approved"));

        assertThat(column(card, "approval_note")).isEqualTo("Fine");
        assertThat(column(card, "decided_by")).isEqualTo("person");
        assertThat(column(card, "(resolved_at = approved_at)::text")).isEqualTo("true");
        assertThat(mailbox.executions(card)).isEqualTo(1);
    }

    @Test
    void approvingNeedsNoBody() {
        mailbox.owner()
                .request()
                .post("/api/queue/{id}/approve", mailbox.card())
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({
        "draft, waiting_on_others",
        "send, waiting_on_others",
        "file, handled",
        "triage, handled",
        "schedule, scheduled"
    })
    void approvingTheLastOpenProposalMovesTheObjective(String type, String status) {
        var conversation = mailbox.conversation(mailbox.objective("Renewal", "waiting_on_you"));
        var first = mailbox.card(conversation, "draft", "high", 50, 0.8);
        var last = mailbox.card(conversation, type, "medium", 50, 0.8);

        send(first, "approve", Map.of());
        assertThat(mailbox.objectiveStatus(first)).isEqualTo("waiting_on_you");

        send(last, "approve", Map.of());
        assertThat(mailbox.objectiveStatus(last)).isEqualTo(status);
    }

    @Test
    void approvingLeavesAMutedObjectiveMuted() {
        var card = mailbox.card(mailbox.conversation(mailbox.objective("News", "muted")), "file", "low", 5, 0.9);

        send(card, "approve", Map.of());

        assertThat(mailbox.objectiveStatus(card)).isEqualTo("muted");
    }

    @Test
    void overridingLeavesAMutedObjectiveMuted() {
        var card = mailbox.card(mailbox.conversation(mailbox.objective("News", "muted")), "draft", "low", 5, 0.9);

        send(card, "override", Map.of("reason", "No"));

        assertThat(mailbox.objectiveStatus(card)).isEqualTo("muted");
    }

    @Test
    void overridingRejectsAndLeavesTheMatterToThePerson() {
        var conversation = mailbox.conversation(mailbox.objective("Renewal", "waiting_on_others"));
        var card = mailbox.card(conversation, "send", "high", 50, 0.8);

        send(card, "override", Map.of("reason", "I call them"))
                .then()
                .statusCode(200)
                .body("status", equalTo("rejected"));

        assertThat(mailbox.objectiveStatus(card)).isEqualTo("waiting_on_you");
        assertThat(column(card, "override_reason")).isEqualTo("I call them");
        assertThat(mailbox.executions(card)).isZero();
    }

    @Test
    void editingKeepsTheProposal() {
        var card = mailbox.card();

        mailbox.owner()
                .sends(Map.of("proposedAction", "Dear Dana, no."))
                .patch("/api/queue/{id}", card)
                .then()
                .statusCode(200)
                .body("status", equalTo("edited"))
                .body("proposedAction", equalTo("Dear Dana, no."));

        assertThat(column(card, "proposed_content")).isEqualTo("Dear Dana, yes.");
        assertThat(column(card, "user_edit")).isEqualTo("Dear Dana, no.");
        assertThat(mailbox.executions(card)).isEqualTo(1);
    }

    @Test
    void aTextForNobodyIsRefusedAndChangesNothing() {
        var card = mailbox.card(mailbox.conversation(mailbox.objective("Renewal", "handled")), "file", "low", 5, 0.9);

        send(card, "edit", Map.of("editedContent", "Thank you!"))
                .then()
                .statusCode(409)
                .body("detail", containsString("nobody who could be answered"));

        assertThat(column(card, "status")).isEqualTo("pending");
        assertThat(mailbox.objectiveStatus(card)).isEqualTo("handled");
        assertThat(mailbox.executions(card)).isZero();
    }

    @Test
    void aTextToAMessageThatMustNotBeAnsweredIsRefused() {
        var conversation = mailbox.conversation(mailbox.objective("News", "handled"));
        mailbox.message(conversation, "incoming", Instant.now(), "This week: shoes.");
        var card = mailbox.card(conversation, "file", "low", 5, 0.9);
        TestSql.execute("""
                update agent_actions
                set rationale = jsonb_set(rationale::jsonb, '{signals}',
                  '[{"name": "must_not_be_answered", "affects": "action_type", "weight": 0, "detail": "file"}]')
                where id = ?""", card);

        send(card, "edit", Map.of("editedContent", "Thank you!"))
                .then()
                .statusCode(409)
                .body("detail", containsString("must not be answered"));

        assertThat(mailbox.executions(card)).isZero();
    }

    @Test
    void editingByPostIsTheSame() {
        var card = mailbox.card();

        send(card, "edit", Map.of("editedContent", "Dear Dana, no."))
                .then()
                .statusCode(200)
                .body("status", equalTo("edited"))
                .body("proposedAction", equalTo("Dear Dana, no."));
    }

    @Test
    void escalatingKeepsTheCardPendingAtHighRisk() {
        var card = mailbox.card();

        send(card, "escalate", Map.of("reason", "Legal first"))
                .then()
                .statusCode(200)
                .body("status", equalTo("pending"))
                .body("riskLevel", equalTo("high"));
        mailbox.owner().request().post("/api/queue/{id}/escalate", card).then().statusCode(200);

        assertThat(column(card, "escalation_note")).isEqualTo("Legal first");
        assertThat(mailbox.executions(card)).isZero();
    }

    @Test
    void theSecondOfTwoDecidersIsToldWhatWasDecided() {
        var card = mailbox.card();
        send(card, "override", Map.of("reason", "No"));

        for (var path : List.of("approve", "override", "edit", "escalate")) {
            send(card, path, Map.of("reason", "x", "editedContent", "y"))
                    .then()
                    .statusCode(409)
                    .contentType("application/problem+json")
                    .body("detail", containsString("already rejected by you at 20"));
        }
    }

    @Test
    void whatTheAgentDecidedIsSaidToBeTheAgents() {
        var card = mailbox.card();
        TestSql.execute("""
                update agent_actions
                set status = 'approved', decided_by = 'agent', resolved_at = '2026-01-01 00:00:00Z'
                where id = ?""", card);
        TestSql.execute(
                "update user_counters set pending_low = 0 where user_id = ?",
                mailbox.owner().id());

        send(card, "approve", Map.of())
                .then()
                .statusCode(409)
                .body("detail", containsString("already approved by the agent at 2026-01-01T00:00:00Z"));
    }

    @Test
    void othersCardsAndUnknownOnesAreAbsent() {
        var others = new Mailbox(TestAccounts.create()).card();

        for (var id : List.of(others, UUID.randomUUID())) {
            for (var path : List.of("approve", "override", "edit", "escalate")) {
                send(id, path, Map.of("reason", "x", "editedContent", "y"))
                        .then()
                        .statusCode(404);
            }
            mailbox.owner()
                    .sends(Map.of("proposedAction", "x"))
                    .patch("/api/queue/{id}", id)
                    .then()
                    .statusCode(404);
        }
        assertThat(column(others, "status")).isEqualTo("pending");
    }

    @ParameterizedTest
    @CsvSource({"override, reason", "edit, editedContent"})
    void whatIsRequiredMustBeThereAndBounded(String path, String field) {
        var card = mailbox.card();

        for (var body : List.<Map<String, ?>>of(Map.of(), Map.of(field, " "), Map.of(field, "x".repeat(100_001)))) {
            send(card, path, body).then().statusCode(422).body("errors[0].field", equalTo(field));
        }
        assertThat(column(card, "status")).isEqualTo("pending");
    }

    @Test
    void bulkApprovalReportsEachCard() {
        var pending = mailbox.card();
        var other = mailbox.card();
        var decided = mailbox.card();
        send(decided, "override", Map.of("reason", "No"));
        var foreign = new Mailbox(TestAccounts.create()).card();

        mailbox.owner()
                .sends(Map.of("ids", List.of(pending, decided, foreign, pending, other)))
                .post("/api/queue/approve")
                .then()
                .statusCode(200)
                .body("results", hasSize(4))
                .body("results.id", equalTo(texts(pending, decided, foreign, other)))
                .body("results.outcome", equalTo(List.of("approved", "already_decided", "not_found", "approved")));

        assertThat(mailbox.executions(pending)).isEqualTo(1);
    }

    @Test
    void bulkApprovalTakesBetweenOneAndAHundred() {
        for (var ids : List.of(List.of(), Collections.nCopies(101, UUID.randomUUID()))) {
            mailbox.owner()
                    .sends(Map.of("ids", ids))
                    .post("/api/queue/approve")
                    .then()
                    .statusCode(422)
                    .body("errors[0].field", equalTo("ids"));
        }
    }

    @Test
    void ofFiftyDecidersExactlyOneWins() throws Exception {
        var card = mailbox.card();

        var answers = atOnce(Collections.nCopies(50, () -> send(card, "approve", Map.of())));

        assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() == 409)
                .hasSize(49)
                .allSatisfy(answer ->
                        assertThat(answer.jsonPath().getString("detail")).contains("already approved by you at"));
        assertThat(mailbox.executions(card)).isEqualTo(1);
    }

    @Test
    void ofDifferentDecisionsExactlyOneIsTaken() throws Exception {
        for (var round = 0; round < 5; round++) {
            var card = mailbox.card();
            var deciders = new ArrayList<Callable<Response>>();
            for (var i = 0; i < 5; i++) {
                deciders.add(() -> send(card, "approve", Map.of()));
                deciders.add(() -> send(card, "override", Map.of("reason", "No")));
                deciders.add(() -> send(card, "edit", Map.of("editedContent", "Other")));
            }

            var answers = atOnce(deciders);

            var won = answers.stream()
                    .filter(answer -> answer.statusCode() == 200)
                    .toList();
            assertThat(won).hasSize(1);
            var status = won.get(0).jsonPath().getString("status");
            assertThat(answers)
                    .filteredOn(answer -> answer.statusCode() != 200)
                    .allSatisfy(answer -> assertThat(answer.asString()).contains("already " + status));
            assertThat(column(card, "status")).isEqualTo(status);
            assertThat(mailbox.executions(card)).isEqualTo(status.equals("rejected") ? 0 : 1);
        }
    }

    /** The decision waits at the counters, which each writer of the mailbox changes. */
    @Test
    void aCardThatComesInWhileADecisionWaitsKeepsTheObjectiveOpen() throws Exception {
        var card = mailbox.card();
        try (var intake = TestSql.connection()) {
            intake.setAutoCommit(false);
            for (var sql : List.of("""
                    update user_counters set pending_low = pending_low + 1
                    where user_id = (select user_id from agent_actions where id = ?)""", """
                    insert into agent_actions (id, user_id, conversation_id, action_type, proposed_content,
                                               confidence_score, risk_level, priority_score, status, created_at)
                    select gen_random_uuid(), user_id, conversation_id, action_type, proposed_content,
                           confidence_score, risk_level, priority_score, status, now()
                    from agent_actions
                    where id = ?""")) {
                try (var write = intake.prepareStatement(sql)) {
                    write.setObject(1, card);
                    assertThat(write.executeUpdate()).isEqualTo(1);
                }
            }
            var answers = atOnce(List.of(() -> send(card, "approve", Map.of()), () -> {
                AtOnce.awaitAStatementThatWaitsForALock();
                intake.commit();
                return null;
            }));

            answers.get(0).then().statusCode(200).body("status", equalTo("approved"));
        }
        assertThat(mailbox.objectiveStatus(card)).isEqualTo("waiting_on_you");
        assertThat(mailbox.executions(card)).isEqualTo(1);
    }

    /** The worker compares the times of both: a mail that was stored before the decision is no news to it. */
    @Test
    void aDecisionThatWaitedForAMailIsLaterThanTheMail() throws Exception {
        var card = mailbox.card();
        try (var intake = TestSql.connection()) {
            intake.setAutoCommit(false);
            var answers = atOnce(List.of(
                    () -> {
                        AtOnce.awaitAStatementThatWaitsForALock();
                        try (var stored = intake.prepareStatement("""
                                insert into messages (id, user_id, conversation_id, sender_email, sender_name, subject, body_text,
                                                      body_html, direction, sent_at, created_at)
                                select gen_random_uuid(), user_id, conversation_id, 'dana@acme.example', 'Dana', 'Renewal', 'x', '',
                                       'incoming', now(), clock_timestamp()
                                from agent_actions
                                where id = ?""")) {
                            stored.setObject(1, card);
                            stored.executeUpdate();
                        }
                        intake.commit();
                        return null;
                    },
                    () -> {
                        try (var counted = intake.prepareStatement("""
                                update user_counters set pending_low = pending_low
                                where user_id = (select user_id from agent_actions where id = ?)""")) {
                            counted.setObject(1, card);
                            counted.executeUpdate();
                        }
                        return send(card, "approve", Map.of());
                    }));
            answers.get(1).then().statusCode(200);
        }
        assertThat(TestSql.value(Boolean.class, """
                        select a.resolved_at > m.created_at and e.created_at = a.resolved_at
                          and e.available_at = a.resolved_at + interval '10 seconds'
                        from agent_actions a
                        join executions e on e.action_id = a.id
                        join messages m on m.conversation_id = a.conversation_id
                        where a.id = ?""", card)).isTrue();
    }

    @Test
    void manyCardsDecidedAtOnceAreAllCounted() throws Exception {
        var deciders = new ArrayList<Callable<Response>>();
        for (var i = 0; i < 20; i++) {
            var card = mailbox.card();
            deciders.add(() -> send(card, "escalate", Map.of()));
            deciders.add(() -> send(card, "approve", Map.of()));
        }

        assertThat(atOnce(deciders)).extracting(Response::statusCode).isSubsetOf(200, 409);

        mailbox.owner().request().get("/api/stats").then().body("efficiencyStats.totalToday", is(20));
    }

    @Test
    void decisionsAreMeasured() {
        send(mailbox.card(), "approve", Map.of());

        var metrics = mailbox.owner().request().get("/q/metrics").asString();

        assertThat(metrics)
                .contains("getanswers_cards_decided_total{outcome=\"approved\"}")
                .contains("getanswers_decision_latency_seconds_count");
    }

    @Test
    void aDecisionIsCountedOnceTheTransactionOfItsRequestHasCommitted() throws Exception {
        var card = mailbox.card();
        var counted = approvals();

        RefusedCommit.during(mailbox.owner().id(), () -> {
            // A request whose commit fails gets no answer.
            assertThat(catchThrowable(() -> approve(card, UUID.randomUUID()))).isNotNull();
        });

        assertThat(column(card, "status")).isEqualTo("pending");
        assertThat(approvals()).isEqualTo(counted);
        var key = UUID.randomUUID();
        approve(card, key).then().statusCode(200);
        approve(card, key).then().statusCode(200);
        assertThat(approvals() - counted).isEqualTo(1);
    }

    private double approvals() {
        return metrics.counter("getanswers.cards.decided", "outcome", "approved")
                .count();
    }

    private Response approve(UUID card, UUID key) {
        return mailbox.owner().sends(Map.of()).header("Idempotency-Key", key).post("/api/queue/{id}/approve", card);
    }

    private static List<Response> atOnce(List<Callable<Response>> requests) throws Exception {
        var threads = Executors.newFixedThreadPool(requests.size());
        try {
            var answers = new ArrayList<Response>();
            for (var answer : threads.invokeAll(requests)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }

    private Response send(UUID card, String path, Map<String, ?> body) {
        return mailbox.owner().sends(body).post("/api/queue/{id}/{path}", card, path);
    }

    private static String column(UUID card, String column) {
        return TestSql.value(String.class, "select " + column + " from agent_actions where id = ?", card);
    }

    private static List<String> texts(UUID... ids) {
        return List.of(ids).stream().map(UUID::toString).toList();
    }
}
