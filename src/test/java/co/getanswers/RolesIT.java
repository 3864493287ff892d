package co.getanswers;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The packaged application in the roles that don't serve. */
class RolesIT {
    private static final String KEY = "0123456789abcdef0123456789abcdef";

    @Test
    void workerAndSchedulerWaitForTheSchemaSayItOnceAndServeTheirHealthAlone() {
        var database = TestDatabase.fresh();
        try (var worker = ServiceProcess.start(database, "worker");
                var scheduler = ServiceProcess.start(
                        Map.of("DATABASE_URL", database, "SECRET_KEY", KEY, "RUN_BEAT", "true"), List.of())) {
            for (var waiting : List.of(worker, scheduler)) {
                await("the log to say what it waits for")
                        .atMost(Duration.ofMinutes(2))
                        .until(() -> waiting.output().contains("Waiting for the schema of"));
                assertThat(waiting.status("/q/health/live")).isEqualTo(200);
                assertThat(waiting.status("/q/health/ready")).isEqualTo(503);
            }

            try (var service = ServiceProcess.start(database, "serve").awaitReady()) {
                assertThat(service.output()).contains("Migrated the schema");
            }

            for (var ready : List.of(worker.awaitReady(), scheduler.awaitReady())) {
                assertThat(ready.output()).containsOnlyOnce("Waiting for the schema of");
                assertThat(ready.output()).doesNotContain("Migrated the schema");
                assertThat(ready.status("/q/metrics")).isEqualTo(200);
                assertThat(ready.status("/")).isEqualTo(404);
                assertThat(get(ready.url("/api/queue")).statusCode()).isEqualTo(404);
            }
        }
    }

    @Test
    void twoRolesAtOnceAreRefusedInOneLine() {
        var environment = Map.of(
                "DATABASE_URL", "postgresql://u@h/d", "SECRET_KEY", KEY, "RUN_WORKER", "true", "RUN_BEAT", "true");
        try (var service = ServiceProcess.start(environment, List.of())) {
            assertThat(service.exitCode()).isEqualTo(1);
            assertThat(service.output().lines().toList())
                    .singleElement()
                    .asString()
                    .startsWith("FAILED: RUN_WORKER and RUN_BEAT are both true");
        }
    }
}
