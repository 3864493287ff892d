package co.getanswers.bench;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.Person;
import co.getanswers.TestDatabase;
import co.getanswers.auth.ProfileStatement;
import co.getanswers.review.ReviewStatements;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The benchmark's bare handler, which must answer what the service answers. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class YardstickTest {
    private static final int PAGE = 20;

    @Inject
    Pool pool;

    private Person person;
    private UUID user;
    private UUID conversation;

    @BeforeEach
    void aPersonWithADecisionAndMoreMail() {
        person = Person.register().proved();
        user = UUID.fromString(person.asks().get("/api/auth/me").path("user.id"));
        person.receives("Dana Reyes <dana@acme.example>", "Renewal", "Does the quoted price still hold?");
        person.receives("tom@northwind.example", "Invoice", "Could you send the invoice again, please?");
        var card = person.asks().get("/api/queue").jsonPath();
        conversation = card.getUUID("cards[0].conversationId");
        person.asks()
                .contentType("application/json")
                .post("/api/queue/" + card.getString("cards[0].id") + "/approve")
                .then()
                .statusCode(200);
    }

    @Test
    void profile() {
        // The tests' limit of sending is another than the default.
        assertThat(yardstick(ProfileStatement.SQL, Tuple.of(user), Json::profile))
                .isEqualTo(service("/api/auth/me").replaceAll("(?<=Hour\":)1000", "60"));
    }

    @Test
    void statistics() {
        assertThat(yardstick(ReviewStatements.STATS, Tuple.of(user), Json::stats))
                .isEqualTo(service("/api/stats"));
    }

    @Test
    void queue() {
        assertThat(service("/api/queue")).contains("\"cards\":[{");
        assertThat(yardstick(
                        ReviewStatements.QUEUE,
                        ReviewStatements.queueParameters(user, PAGE, null),
                        (rows, json) -> Json.queue(rows, PAGE, json)))
                .isEqualTo(service("/api/queue"));
    }

    @Test
    void conversation() {
        assertThat(yardstick(ReviewStatements.THREAD, Tuple.of(user, conversation), Json::thread))
                .isEqualTo(service("/api/conversations/" + conversation));
    }

    private String service(String path) {
        return person.asks().get(path).then().statusCode(200).extract().asString();
    }

    private String yardstick(String sql, Tuple parameters, Json.Writer writer) {
        var rows = pool.getDelegate()
                .preparedQuery(sql)
                .execute(parameters)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return Json.write(rows, writer).toString();
    }
}
