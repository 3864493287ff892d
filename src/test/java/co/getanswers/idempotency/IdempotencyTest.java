package co.getanswers.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import co.getanswers.Person;
import co.getanswers.TestDatabase;
import co.getanswers.TestSql;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.Collections;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class IdempotencyTest {
    private final String key = UUID.randomUUID().toString();
    private Person person;

    @BeforeEach
    void someone() {
        person = Person.register();
    }

    @Test
    void aRepeatedRequestHasOneEffectAndOneResponse() {
        var first = open("Renewal", key);
        var again = open("Renewal", key);

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(objectives()).isEqualTo(1);
    }

    @Test
    void aHundredAtOnceHaveOneEffectAndOneResponse() {
        var answers = Collections.nCopies(100, "Renewal").parallelStream()
                .map(title -> open(title, key))
                .toList();

        assertThat(answers)
                .extracting(Response::statusCode)
                .isSubsetOf(201, 409)
                .contains(201);
        assertThat(answers.stream()
                        .filter(answer -> answer.statusCode() == 201)
                        .map(Response::asString)
                        .collect(Collectors.toSet()))
                .hasSize(1);
        assertThat(objectives()).isEqualTo(1);
    }

    @Test
    void anotherRequestWithTheSameKeyIsRefused() {
        open("Renewal", key);

        var other = open("Something else", key);

        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.jsonPath().getString("errors[0].field")).isEqualTo("Idempotency-Key");
        assertThat(objectives()).isEqualTo(1);
    }

    @Test
    void aLargeBodyIsTakenAndComparedAsASmallOneIs() {
        var card = person.receives("Ann <ann@client.example>", "The renewal", "Could you send me the contract, please?")
                .getString("action.id");

        assertThat(edit(card, "a".repeat(60_000)).statusCode()).isEqualTo(200);
        assertThat(edit(card, "a".repeat(60_000)).statusCode()).isEqualTo(200);
        var other = edit(card, "b".repeat(60_000));

        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.jsonPath().getString("errors[0].field")).isEqualTo("Idempotency-Key");
        person.asks().get("/api/queue/" + card).then().body("proposedAction", equalTo("a".repeat(60_000)));
    }

    private Response edit(String card, String text) {
        return person.asks()
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(Map.of("proposedAction", text))
                .patch("/api/queue/" + card);
    }

    @Test
    void keysAreTheUsersOwn() {
        open("Renewal", key);
        var other = Person.register();

        other.asks()
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(Map.of("title", "Theirs"))
                .post("/api/objectives")
                .then()
                .statusCode(201)
                .body("title", equalTo("Theirs"));
    }

    @Test
    void aRefusedRequestMayBeRepeatedWithItsKey() {
        assertThat(open(" ", key).statusCode()).isEqualTo(422);

        assertThat(open("Renewal", key).statusCode()).isEqualTo(201);
    }

    @Test
    void aRequestInProgressIs409AndOneThatWasKilledHadNoEffect() throws Exception {
        try (var blocker = TestSql.connection()) {
            blocker.setAutoCommit(false);
            try (var lock = blocker.prepareStatement(
                    "select from user_counters where user_id = (select id from users where email = ?) for update")) {
                lock.setString(1, person.email());
                lock.execute();
            }
            var killed =
                    CompletableFuture.supplyAsync(() -> open("Renewal", key).statusCode());
            await("the request that waits").until(() -> waiting() == 1);
            assertThat(open("Renewal", key).statusCode()).isEqualTo(409);
            assertThat(TestSql.value(Boolean.class, "select pg_terminate_backend(pid) from (" + WAITING + ") waiting"))
                    .isTrue();
            assertThat(killed.join()).isEqualTo(503);
            blocker.rollback();
        }

        assertThat(objectives()).isZero();
        assertThat(open("Renewal", key).statusCode()).isEqualTo(201);
        assertThat(objectives()).isEqualTo(1);
    }

    @Test
    void aDecisionIsMadeOnceAndAnsweredTwice() {
        var card = person.receives("Ann <ann@client.example>", "The renewal", "Could you send me the contract, please?")
                .getString("action.id");

        var first = override(card);
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(override(card).asString()).isEqualTo(first.asString());
    }

    @Test
    void anOperationWithoutABodyIsRepeatableAsWell() {
        var location = open("Renewal", key).header("Location");
        var other = UUID.randomUUID().toString();

        for (var repetition = 0; repetition < 2; repetition++) {
            person.asks()
                    .header("Idempotency-Key", other)
                    .delete(location)
                    .then()
                    .statusCode(204);
        }
        person.asks().delete(location).then().statusCode(404);
    }

    private Response override(String card) {
        return person.asks()
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(Map.of("reason", "I call them"))
                .post("/api/queue/{id}/override", card);
    }

    private Response open(String title, String key) {
        return person.asks()
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(Map.of("title", title))
                .post("/api/objectives");
    }

    private int objectives() {
        return person.asks().get("/api/objectives").jsonPath().getList("items").size();
    }

    private static final String WAITING = """
            select pid
            from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock' and query like '%user_counters%'
              and pid <> pg_backend_pid()""";

    private static long waiting() {
        return TestSql.value(Long.class, "select count(*) from (" + WAITING + ") waiting");
    }
}
