package co.getanswers.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import co.getanswers.TestAccounts;
import co.getanswers.TestDatabase;
import co.getanswers.TestSql;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class RetryTest {
    private Mailbox mailbox;

    @BeforeEach
    void aMailbox() {
        mailbox = new Mailbox(TestAccounts.create());
    }

    @ParameterizedTest
    @ValueSource(strings = {"failed", "unknown"})
    void whatFailedOrIsUnknownIsQueuedAgainAtOnce(String status) {
        var card = approved();
        execution(card, status);

        retry(card)
                .then()
                .statusCode(200)
                .body("status", equalTo("approved"))
                .body("execution.status", equalTo("queued"))
                .body("execution.attempts", equalTo(8))
                .body("execution.lastError", equalTo("550 No such user"));

        assertThat(TestSql.value(
                        Boolean.class,
                        "select available_at <= now() and leased_by is null and leased_until is null and"
                                + " finished_at is null from executions where action_id = ?",
                        card))
                .isTrue();
    }

    @Test
    void workersHearOfARetry() throws SQLException {
        var card = approved();
        execution(card, "failed");
        try (var connection = TestSql.connection();
                var statement = connection.createStatement()) {
            statement.execute("listen executions");

            retry(card);

            assertThat(connection.unwrap(PGConnection.class).getNotifications(10_000))
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "queued, it is queued to be carried out at 20",
        "sending, its mail is being sent",
        "done, it was carried out at 20"
    })
    void whatNeitherFailedNorIsUnknownIsNotTriedAgain(String status, String said) {
        var card = approved();
        execution(card, status);

        retry(card)
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("detail", containsString(said));

        assertThat(TestSql.value(String.class, "select status from executions where action_id = ?", card))
                .isEqualTo(status);
    }

    @Test
    void whatIsPendingOrWasRejectedHasNothingToTryAgain() {
        var card = mailbox.card();
        retry(card).then().statusCode(409).body("detail", containsString("this card is pending"));

        mailbox.owner().sends(Map.of("reason", "No")).post("/api/queue/{id}/override", card);
        retry(card).then().statusCode(409).body("detail", containsString("this card was rejected"));
    }

    @Test
    void othersCardsAreAbsent() {
        var card = approved();
        execution(card, "failed");
        var other = TestAccounts.create();

        other.request().post("/api/queue/{id}/retry", card).then().statusCode(404);

        assertThat(TestSql.value(String.class, "select status from executions where action_id = ?", card))
                .isEqualTo("failed");
    }

    @Test
    void ofManyRetriesExactlyOneWins() throws Exception {
        var card = approved();
        execution(card, "unknown");

        var answers = AtOnce.run(Collections.nCopies(20, () -> retry(card).statusCode()));

        assertThat(Collections.frequency(answers, 200)).isEqualTo(1);
        assertThat(Collections.frequency(answers, 409)).isEqualTo(19);
    }

    @Test
    void theCardShowsHowFarItHasCome() {
        var card = approved();
        TestSql.execute("""
                update executions
                set status = 'done', attempts = 2, last_error = '451 Try later', provider_id = '250 queued as 4Zk3'
                where action_id = ?""", card);

        mailbox.owner()
                .request()
                .get("/api/queue?status=approved")
                .then()
                .body("cards[0].execution.status", equalTo("done"))
                .body("cards[0].execution.attempts", equalTo(2))
                .body("cards[0].execution.lastError", equalTo("451 Try later"))
                .body("cards[0].execution.providerId", equalTo("250 queued as 4Zk3"))
                .body("cards[0].execution.availableAt", notNullValue());
    }

    @Test
    void theCardShowsWhyItCameBackAndKeepsWhatThePersonWrote() {
        var card = mailbox.card();
        TestSql.execute(
                "update agent_actions set returned_reason = 'Dana wrote again', user_edit = 'Dear Dana, no.' where id = ?",
                card);
        mailbox.owner().request().get("/api/queue").then().body("cards[0].returnedReason", equalTo("Dana wrote again"));

        mailbox.owner()
                .request()
                .post("/api/queue/{id}/approve", card)
                .then()
                .body("proposedAction", equalTo("Dear Dana, no."))
                .body("returnedReason", equalTo(null));
    }

    private UUID approved() {
        var card = mailbox.card();
        mailbox.owner()
                .request()
                .post("/api/queue/{id}/approve", card)
                .then()
                .statusCode(200)
                .body("execution.status", equalTo("queued"))
                .body("execution.attempts", equalTo(0));
        return card;
    }

    private static void execution(UUID card, String status) {
        TestSql.execute("""
                update executions
                set status = ?, attempts = 8, last_error = '550 No such user', finished_at = now()
                where action_id = ?""", status, card);
    }

    private Response retry(UUID card) {
        return mailbox.owner().request().post("/api/queue/{id}/retry", card);
    }
}
