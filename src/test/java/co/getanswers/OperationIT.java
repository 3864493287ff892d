package co.getanswers;

import static io.restassured.RestAssured.given;
import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The packaged application in operation: its log, its metrics and its traces. */
class OperationIT {
    private static String database;
    private static ServiceProcess service;

    @BeforeAll
    static void start() {
        database = TestDatabase.fresh();
        // No mail server listens there, which is one more thing for the log to tell.
        service = service(Map.of(
                        "QUARKUS_MAILER_HOST",
                        "127.0.0.1",
                        "QUARKUS_MAILER_PORT",
                        String.valueOf(new LatePort(0).port())))
                .awaitReady();
        RestAssured.baseURI = service.url("");
    }

    @AfterAll
    static void stop() {
        service.close();
        RestAssured.reset();
    }

    @Test
    void theLogOfARequestThatFailsIsJsonUnderItsRequestId() throws Exception {
        var someone = Person.register();
        sql("alter table policies rename to policies_elsewhere");
        try {
            someone.asks()
                    .header("X-Request-ID", "failed-1")
                    .get("/api/policies")
                    .then()
                    .statusCode(500);
        } finally {
            sql("alter table policies_elsewhere rename to policies");
        }

        assertThat(loggedFor("failed-1").getString("level")).isIn("WARN", "ERROR");
    }

    @Test
    void whatGoesWrongAfterTheAnswerIsLoggedUnderTheRequestIdToo() {
        var someone = Person.register();
        given().contentType("application/json")
                .header("X-Request-ID", "after-1")
                .body(Map.of("email", someone.email()))
                .post("/api/auth/magic-link")
                .then()
                .statusCode(202);

        assertThat(loggedFor("after-1").getString("message")).startsWith("A sign-in mail could not be sent");
    }

    @Test
    void theMetricsTellWhatWasDone() {
        var someone = Person.register();
        someone.receives("maria@acme.example", "Contract renewal", "Can you send me the renewal quote by Friday?");
        var card = someone.asks()
                .get("/api/queue")
                .then()
                .statusCode(200)
                .extract()
                .<String>path("cards[0].id");
        someone.asks()
                .contentType("application/json")
                .post("/api/queue/" + card + "/approve")
                .then()
                .statusCode(200);

        var metrics = given().get(service.url("/q/metrics"))
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(List.of(
                        "http_server_requests_seconds_count\\{.*uri=\"/api/queue\".*\\}",
                        "sql_.*",
                        "getanswers_mail_ingested_total\\{outcome=\"imported\"\\}",
                        "getanswers_cards_decided_total\\{outcome=\"approved\"\\}",
                        "getanswers_decision_latency_seconds_count"))
                .allSatisfy(name -> assertThat(metrics.lines())
                        .as(name)
                        .anyMatch(line -> line.matches(name + " (?!0\\.0$)[0-9].*")));
    }

    @Test
    void theHealthCommandTellsWhetherItIsAlive() {
        var port = URI.create(service.url("/q/health/live")).getPort();
        for (var asked : Map.of(port, 0, new LatePort(0).port(), 1).entrySet()) {
            var environment = Map.of("QUARKUS_MANAGEMENT_PORT", String.valueOf(asked.getKey()));
            try (var health = ServiceProcess.start(environment, List.of(), "health")) {
                assertThat(health.exitCode()).as(health.output()).isEqualTo(asked.getValue());
                assertThat(health.output()).contains("http://127.0.0.1:" + asked.getKey() + "/q/health/live");
            }
        }
    }

    @Test
    void theServicesPortTellsNothingOfItsOperation() {
        for (var path : List.of("/q/metrics", "/q/health/live", "/q/swagger-ui/", "/q/openapi")) {
            assertThat(given().get(path).statusCode()).as("service " + path).isEqualTo(404);
            assertThat(service.status(path)).as("management " + path).isEqualTo(200);
        }
    }

    /** The service that has the exporter turned on shows that the other one would have been noticed. */
    @Test
    void openTelemetryIsOffUntilItIsTurnedOn() throws IOException {
        for (var on : List.of(false, true)) {
            try (var collector = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                var environment = new HashMap<>(Map.of(
                        "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT",
                        "http://127.0.0.1:" + collector.getLocalPort(),
                        "QUARKUS_OTEL_BSP_SCHEDULE_DELAY",
                        "100ms"));
                if (on) {
                    environment.put("QUARKUS_OTEL_SDK_DISABLED", "false");
                }
                try (var traced = service(environment).awaitReady()) {
                    given().get(traced.url("/api/queue")).then().statusCode(401);
                    collector.setSoTimeout(on ? 30_000 : 3_000);
                    assertThat(isCalled(collector)).as("on: " + on).isEqualTo(on);
                }
            }
        }
    }

    private static boolean isCalled(ServerSocket collector) throws IOException {
        try {
            collector.accept().close();
            return true;
        } catch (SocketTimeoutException nobody) {
            return false;
        }
    }

    private static ServiceProcess service(Map<String, String> more) {
        var environment = new HashMap<>(more);
        environment.put("DATABASE_URL", database);
        environment.put("SECRET_KEY", UUID.randomUUID().toString());
        return ServiceProcess.start(environment, List.of());
    }

    /** The one line that was logged under a request id beside events of security, after all lines have been seen to be JSON. */
    private static JsonPath loggedFor(String requestId) {
        var ofRequest = await("a line of " + requestId)
                .atMost(Duration.ofSeconds(30))
                .until(() -> linesOf(requestId), lines -> !lines.isEmpty());
        assertThat(service.output().lines().filter(not(String::isBlank)))
                .allSatisfy(line -> assertThat(line).startsWith("{").endsWith("}"));
        assertThat(ofRequest).as(service.output()).hasSize(1);
        return ofRequest.get(0);
    }

    private static List<JsonPath> linesOf(String requestId) {
        return service.output()
                .lines()
                .filter(line -> line.contains("\"" + requestId + "\"") && line.endsWith("}"))
                .map(JsonPath::from)
                .filter(line -> requestId.equals(line.getString("mdc.requestId")))
                .filter(line -> !"co.getanswers.security".equals(line.getString("loggerName")))
                .toList();
    }

    private static void sql(String statement) throws Exception {
        try (var connection =
                        DriverManager.getConnection("jdbc:" + database.replace("postgres@", "") + "?user=postgres");
                var sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }
}
