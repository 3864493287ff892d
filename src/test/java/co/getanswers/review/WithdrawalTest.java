package co.getanswers.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import co.getanswers.TestAccounts;
import co.getanswers.TestDatabase;
import co.getanswers.TestSql;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class WithdrawalTest {
    /** As the workers do it. */
    private static final String LEASE = """
            update executions
            set leased_by = 'a worker', leased_until = now() + interval '1 minute'
            where id in (
              select id
              from executions
              where action_id = ? and status = 'queued' and leased_until is null
              for update skip locked)""";

    private Mailbox mailbox;

    @BeforeEach
    void aMailbox() {
        mailbox = new Mailbox(TestAccounts.create());
    }

    @AfterEach
    void theCountersEqualAFreshCount() {
        mailbox.assertCountersAreRight();
    }

    @ParameterizedTest
    @CsvSource({
        "draft, approve, waiting_on_you",
        "send, edit, waiting_on_you",
        "file, approve, waiting_on_others",
        "schedule, approve, waiting_on_others",
        "draft, override, waiting_on_others",
        "triage, approve, handled",
        "file, approve, muted",
        "draft, override, muted",
        "draft, approve, scheduled",
        "draft, override, scheduled"
    })
    void aWithdrawnDecisionLeavesEverythingAsItWas(String type, String decision, String objective) {
        var card = mailbox.card(mailbox.conversation(mailbox.objective("Renewal", objective)), type, "high", 50, 0.8);
        TestSql.execute("""
                update objectives
                set due_at = '2030-05-01T08:00:00Z'
                where user_id = ? and status = 'scheduled'""", mailbox.owner().id());
        decide(card, decision).then().statusCode(200);
        assertThat(column(card, "objective_before")).isEqualTo(objective);

        withdraw(card)
                .then()
                .statusCode(200)
                .body("status", equalTo("pending"))
                .body("proposedAction", equalTo("Dear Dana, yes."))
                .body("execution", nullValue());

        assertThat(mailbox.objectiveStatus(card)).isEqualTo(objective);
        assertThat(TestSql.value(
                        Boolean.class,
                        "select bool_and((due_at = '2030-05-01T08:00:00Z') is true = (status = 'scheduled'))"
                                + " from objectives where user_id = ?",
                        mailbox.owner().id()))
                .as("the due date of a scheduled objective, and of no other")
                .isTrue();
        assertThat(mailbox.executions(card)).isZero();
        assertThat(column(
                        card,
                        "concat(decided_by, resolved_at, approved_at, approval_note, user_edit,"
                                + " override_reason, objective_before, objective_due_before)"))
                .isEmpty();
        mailbox.owner().request().get("/api/queue").then().body("cards.id", hasItem(card.toString()));
        mailbox.owner().request().get("/api/stats").then().body("efficiencyStats.handledAutonomously", equalTo(0));
    }

    @Test
    void aCardThatATextMadeAReplyIsOfItsOwnTypeAgain() {
        var conversation = mailbox.conversation(mailbox.objective("Renewal", "handled"));
        mailbox.message(conversation, "incoming", Instant.now(), "For your information.");
        var card = mailbox.card(conversation, "file", "low", 50, 0.8);
        decide(card, "edit").then().statusCode(200).body("actionType", equalTo("draft"));

        withdraw(card).then().statusCode(200).body("actionType", equalTo("file"));

        assertThat(column(card, "action_type_before")).isNull();
        assertThat(mailbox.objectiveStatus(card)).isEqualTo("handled");
    }

    @Test
    void whatWasWithdrawnCanBeDecidedAgain() {
        var card = mailbox.card();
        decide(card, "approve");
        withdraw(card);

        decide(card, "override").then().statusCode(200);
        withdraw(card).then().statusCode(200);
        decide(card, "edit").then().statusCode(200).body("proposedAction", equalTo("Dear Dana, no."));

        assertThat(mailbox.executions(card)).isEqualTo(1);
    }

    @Test
    void anObjectiveThatWasMovedSinceStaysWhereItIs() {
        var objective = mailbox.objective("Renewal", "waiting_on_you");
        var card = mailbox.card(mailbox.conversation(objective), "draft", "low", 50, 0.8);
        decide(card, "approve");
        mailbox.owner().sends(Map.of("status", "handled")).patch("/api/objectives/{id}", objective);

        withdraw(card).then().statusCode(200);

        assertThat(mailbox.objectiveStatus(card)).isEqualTo("handled");
    }

    @Test
    void whatTheAgentDecidedCanBeWithdrawnToo() {
        var card = mailbox.card(mailbox.conversation(mailbox.objective("Renewal", "handled")), "file", "low", 5, 0.9);
        TestSql.execute("""
                update agent_actions
                set status = 'approved', decided_by = 'agent', resolved_at = now(), approved_at = now()
                where id = ?""", card);
        TestSql.execute("""
                update user_counters
                set pending_low = 0, resolved_on = (now() at time zone 'UTC')::date, resolved_that_day = 1,
                    autonomous_that_day = 1
                where user_id = ?""", mailbox.owner().id());

        withdraw(card).then().statusCode(200);

        assertThat(mailbox.objectiveStatus(card)).isEqualTo("waiting_on_you");
    }

    @Test
    void aPendingCardHasNothingToWithdraw() {
        withdraw(mailbox.card()).then().statusCode(409).body("detail", containsString("pending"));
    }

    @ParameterizedTest
    @CsvSource({"approve, queued to be carried out at 20", "override, can be done for 10 s"})
    void afterSomeSecondsItIsTooLate(String decision, String said) {
        var card = mailbox.card();
        decide(card, decision);
        TestSql.execute(
                "update agent_actions set resolved_at = resolved_at - interval '11 seconds' where id = ?", card);

        withdraw(card)
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("detail", containsString("for 10 s"))
                .body("detail", containsString(said));

        assertThat(column(card, "status")).isNotEqualTo("pending");
    }

    @ParameterizedTest
    @CsvSource({
        "queued, it is being carried out",
        "sending, its mail is being sent",
        "done, it was carried out at 2026",
        "failed, it could not be carried out (No such user)",
        "unknown, nobody knows"
    })
    void whatAWorkerHasTakenIsNotWithdrawn(String status, String said) {
        var card = mailbox.card();
        decide(card, "approve");
        TestSql.execute("""
                update executions
                set status = ?, leased_until = now(), last_error = 'No such user', finished_at = '2026-01-01T00:00:00Z'
                where action_id = ?""", status, card);

        withdraw(card).then().statusCode(409).body("detail", containsString(said));

        assertThat(column(card, "status")).isEqualTo("approved");
        assertThat(mailbox.executions(card)).isEqualTo(1);
    }

    @Test
    void othersCardsAreAbsent() {
        var others = new Mailbox(TestAccounts.create());
        var card = others.card();
        others.owner().request().post("/api/queue/{id}/approve", card);

        withdraw(card).then().statusCode(404);

        assertThat(others.executions(card)).isEqualTo(1);
    }

    @Test
    void ofFiftyWithdrawalsExactlyOneWins() throws Exception {
        var card = mailbox.card();
        decide(card, "approve");

        var answers = AtOnce.run(Collections.nCopies(50, () -> withdraw(card).statusCode()));

        assertThat(Collections.frequency(answers, 200)).isEqualTo(1);
        assertThat(Collections.frequency(answers, 409)).isEqualTo(49);
    }

    @Test
    void ofAWithdrawalAndALeaseExactlyOneWins() throws Exception {
        for (var round = 0; round < 40; round++) {
            var card = mailbox.card();
            decide(card, "approve");

            var won = AtOnce.run(
                    List.<Callable<Boolean>>of(() -> withdraw(card).statusCode() == 200, () -> lease(card) == 1));

            assertThat(won).as("withdrawal and lease").containsExactlyInAnyOrder(true, false);
            assertThat(mailbox.executions(card)).isEqualTo(won.get(0) ? 0 : 1);
            assertThat(column(card, "status")).isEqualTo(won.get(0) ? "pending" : "approved");
        }
    }

    /** The lease is held open until the withdrawal waits for it, so that it is the one that comes second. */
    @Test
    void aWithdrawalThatWaitsForALeaseIsTooLate() throws Exception {
        var card = mailbox.card();
        decide(card, "approve");

        try (var worker = TestSql.connection()) {
            worker.setAutoCommit(false);
            try (var lease = worker.prepareStatement(LEASE)) {
                lease.setObject(1, card);
                assertThat(lease.executeUpdate()).isEqualTo(1);
            }
            var answers = AtOnce.run(List.<Callable<Response>>of(() -> withdraw(card), () -> {
                AtOnce.awaitAStatementThatWaitsForALock();
                worker.commit();
                return null;
            }));

            answers.get(0).then().statusCode(409).body("detail", containsString("it is being carried out"));
        }
    }

    /** The objective's lock holds the withdrawal up after it has taken the execution away. */
    @Test
    void aLeaseGoesPastWhatIsBeingWithdrawn() throws Exception {
        var card = mailbox.card();
        decide(card, "approve");

        try (var other = TestSql.connection()) {
            other.setAutoCommit(false);
            try (var lock = other.prepareStatement("select id from objectives where user_id = ? for update")) {
                lock.setObject(1, mailbox.owner().id());
                lock.execute();
            }
            var answers =
                    AtOnce.run(List.<Callable<Integer>>of(() -> withdraw(card).statusCode(), () -> {
                        AtOnce.awaitAStatementThatWaitsForALock();
                        var leased = lease(card);
                        other.commit();
                        return leased;
                    }));

            assertThat(answers).containsExactly(200, 0);
        }
    }

    @Test
    void withdrawingAndDecidingAgainTakeTurns() throws Exception {
        for (var round = 0; round < 5; round++) {
            var card = mailbox.card();
            decide(card, "approve");
            var requests = new ArrayList<Callable<Integer>>();
            for (var i = 0; i < 8; i++) {
                requests.add(() -> withdraw(card).statusCode());
                requests.add(() -> -decide(card, "edit").statusCode());
            }

            var answers = AtOnce.run(requests);

            assertThat(answers).isSubsetOf(200, 409, -200, -409);
            var open = Collections.frequency(answers, 200) - Collections.frequency(answers, -200);
            assertThat(open).as("withdrawn more often than decided again").isIn(0, 1);
            assertThat(column(card, "status")).isEqualTo(open == 1 ? "pending" : "edited");
            assertThat(mailbox.executions(card)).isEqualTo(1 - open);
        }
    }

    private static int lease(UUID card) {
        return TestSql.execute(LEASE, card);
    }

    private Response decide(UUID card, String decision) {
        return mailbox.owner()
                .sends(Map.of("reason", "I call them", "editedContent", "Dear Dana, no.", "notes", "Fine"))
                .post("/api/queue/{id}/{decision}", card, decision);
    }

    private Response withdraw(UUID card) {
        return mailbox.owner().request().post("/api/queue/{id}/withdraw", card);
    }

    private static String column(UUID card, String column) {
        return TestSql.value(String.class, "select " + column + " from agent_actions where id = ?", card);
    }
}
