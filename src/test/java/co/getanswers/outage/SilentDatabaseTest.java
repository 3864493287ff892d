package co.getanswers.outage;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import co.getanswers.Person;
import co.getanswers.review.AtOnce;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connections to the database that are open and no more answered, as behind a firewall that forgot them. */
@QuarkusTest
@QuarkusTestResource(value = OutageDatabase.class, restrictToAnnotatedClass = true)
@TestProfile(SilentDatabaseTest.ShortDeadlines.class)
@Timeout(120)
class SilentDatabaseTest {
    private static final int POOL = 4;

    /** The connection of the readiness check. */
    private static final int READINESS = 1;

    public static class ShortDeadlines implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.datasource.reactive.max-size",
                    String.valueOf(POOL),
                    "getanswers.database.acquire-timeout",
                    "2s",
                    "getanswers.database.statement-timeout",
                    "1s");
        }
    }

    Consumer<String> network;
    LongSupplier sockets;

    private Person person;

    @BeforeEach
    void aPerson() {
        person = Person.register();
    }

    @AfterEach
    void theDatabaseAnswers() {
        network.accept(OutageDatabase.SERVE_NEW);
        awaitService();
    }

    @Test
    void connectionsThatFellSilentAreReplaced() throws Exception {
        fillThePool();
        network.accept(OutageDatabase.SILENCE);

        person.asks().get("/api/stats").then().statusCode(503).header("Retry-After", Matchers.matchesPattern("[0-9]+"));
        awaitService();
        given().get("/q/health/ready").then().statusCode(200);
    }

    @Test
    void aServerWithoutTlsCostsOneSocketForEachConnection() throws Exception {
        fillThePool();

        await("one socket for each connection")
                .atMost(Duration.ofSeconds(10))
                .until(() -> sockets.getAsLong() <= POOL + READINESS);
    }

    @Test
    void aTransactionOnASilentConnectionIsGivenUpAsWell() throws Exception {
        fillThePool();
        network.accept(OutageDatabase.SILENCE);

        assertThat(rename()).isEqualTo(503);
        await("a change").atMost(Duration.ofSeconds(30)).until(() -> rename() == 200);
    }

    @Test
    void aServerThatIsSilentToNewConnectionsHoldsNoneOfThePool() throws Exception {
        fillThePool();
        network.accept(OutageDatabase.SILENCE_ALL);
        await("a service that is not ready")
                .atMost(Duration.ofSeconds(30))
                .until(() -> given().get("/q/health/ready").statusCode() == 503);
        requests(2 * POOL);
        assertThat(stats()).isEqualTo(503);

        network.accept(OutageDatabase.SERVE_NEW);

        awaitService();
        await("readiness")
                .atMost(Duration.ofSeconds(30))
                .until(() -> given().get("/q/health/ready").statusCode() == 200);
    }

    private int rename() {
        return person.asks()
                .contentType("application/json")
                .body("{\"name\":\"Another\"}")
                .patch("/api/auth/me")
                .statusCode();
    }

    private int stats() {
        return person.asks().get("/api/stats").statusCode();
    }

    private void fillThePool() throws Exception {
        requests(4 * POOL);
    }

    /** The statuses of as many requests at once. */
    private List<Integer> requests(int number) throws Exception {
        return AtOnce.run(Collections.nCopies(number, (Callable<Integer>) this::stats));
    }

    /** Every connection of the pool serves again. */
    private void awaitService() {
        await("the service")
                .atMost(Duration.ofSeconds(30))
                .until(() -> requests(2 * POOL).stream().allMatch(status -> status == 200));
    }
}
