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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The service while its database is a standby, takes no writes, or restarts. */
@QuarkusTest
@QuarkusTestResource(value = FailoverDatabase.class, restrictToAnnotatedClass = true)
@TestProfile(FailoverTest.ShortWaits.class)
@Timeout(180)
class FailoverTest {
    static final int POOL = 6;

    public static class ShortWaits implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.datasource.reactive.max-size",
                    String.valueOf(POOL),
                    "getanswers.database.acquire-timeout",
                    "2s");
        }
    }

    Consumer<String> server;

    private final List<LogRecord> logged = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            // A machine that stands still for two seconds is no fault of the restart.
            if (entry.getLevel().intValue() >= Level.WARNING.intValue()
                    && !entry.getLoggerName().endsWith("BlockedThreadChecker")) {
                logged.add(entry);
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private Person person;

    @BeforeEach
    void aServiceWithAFullPool() throws Exception {
        person = Person.register();
        awaitService();
        Logger.getLogger("").addHandler(handler);
    }

    @AfterEach
    void stopListening() {
        Logger.getLogger("").removeHandler(handler);
    }

    @Test
    void secondsOnAStandbyCostSeconds() throws Exception {
        server.accept(FailoverDatabase.TO_STANDBY);
        for (var i = 0; i < 3; i++) {
            assertThat(changes(2 * POOL)).containsOnly(503);
        }
        refusesForAMoment();
        assertThat(given().get("/q/health/ready").statusCode()).isEqualTo(503);

        server.accept(FailoverDatabase.TO_PRIMARY);

        awaitService();
        assertThat(given().get("/q/health/ready").statusCode()).isEqualTo(200);
        for (var i = 0; i < 5; i++) {
            assertThat(changes(2 * POOL)).containsOnly(200);
        }
    }

    @Test
    void connectionsThatTakeNoWritesAnyMoreAreDropped() throws Exception {
        server.accept(FailoverDatabase.READ_ONLY);
        await("a refused change")
                .atMost(Duration.ofSeconds(30))
                .until(() -> changes(1).contains(503));
        refusesForAMoment();
        assertThat(given().get("/q/health/ready").statusCode()).isEqualTo(503);

        server.accept(FailoverDatabase.WRITABLE);

        awaitService();
        assertThat(given().get("/q/health/ready").statusCode()).isEqualTo(200);
    }

    @Test
    void connectionsThatOnlyReadAreDroppedToo() throws Exception {
        server.accept(FailoverDatabase.READ_ONLY);
        await("a refused read")
                .atMost(Duration.ofSeconds(30))
                .until(() -> person.asks().get("/api/auth/me").statusCode() == 503);

        server.accept(FailoverDatabase.WRITABLE);

        awaitService();
    }

    @Test
    void aRestartIsOneLineInTheLog() throws Exception {
        var statuses = CompletableFuture.supplyAsync(this::statusesUntilItIsBack);
        server.accept(FailoverDatabase.RESTART);
        awaitService();

        assertThat(statuses.get()).isSubsetOf(Set.of(200, 503));
        assertThat(logged)
                .allSatisfy(entry -> assertThat(entry.getThrown())
                        .as("the stack trace of %s", entry.getMessage())
                        .isNull());
        assertThat(logged.stream().filter(entry -> entry.getLoggerName().startsWith("co.getanswers")))
                .as("lines of the service")
                .hasSizeBetween(0, 3);
    }

    private List<Integer> statusesUntilItIsBack() {
        try {
            var statuses = new ArrayList<Integer>();
            do {
                statuses.addAll(changes(2 * POOL));
            } while (statuses.size() < 200 || statuses.get(statuses.size() - 1) != 200);
            return statuses;
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private void refusesForAMoment() {
        person.asks()
                .contentType("application/json")
                .body("{\"name\":\"Another\"}")
                .patch("/api/auth/me")
                .then()
                .statusCode(503)
                .header("Retry-After", Matchers.matchesPattern("[0-9]+"));
    }

    /** The statuses of as many changes at once. */
    private List<Integer> changes(int number) throws Exception {
        return AtOnce.run(Collections.nCopies(number, (Callable<Integer>) () -> person.asks()
                .contentType("application/json")
                .body("{\"name\":\"Another\"}")
                .patch("/api/auth/me")
                .statusCode()));
    }

    /** Every connection of the pool serves again. */
    private void awaitService() {
        await("the service")
                .atMost(Duration.ofSeconds(20))
                .until(() -> changes(2 * POOL).stream().allMatch(status -> status == 200));
    }
}
