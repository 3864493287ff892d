package co.getanswers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import co.getanswers.review.AtOnce;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.assertj.core.api.Condition;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;

/** Requests while every connection to the database is taken. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestProfile(ExhaustedPoolTest.SmallPool.class)
class ExhaustedPoolTest {
    private static final int POOL = 3;
    private static final int WAITING = 40;

    public static class SmallPool implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.datasource.reactive.max-size",
                    String.valueOf(POOL),
                    "getanswers.database.acquire-timeout",
                    "1s",
                    "getanswers.database.wait-queue",
                    String.valueOf(WAITING));
        }
    }

    @Inject
    Pool pool;

    @TestHTTPResource
    URI service;

    @Test
    void aRequestIsAnswered503InBoundedTimeAndTheServiceRecovers() {
        var person = Person.register();
        person.asks().get("/api/stats").then().statusCode(200);
        var taken = takeAll();
        try {
            for (var path : List.of("/api/stats", "/api/queue", "/api/policies")) {
                person.asks()
                        .get(path)
                        .then()
                        .statusCode(503)
                        .header("Retry-After", Matchers.matchesPattern("[0-9]+"))
                        .contentType("application/problem+json");
            }
            person.asks()
                    .contentType("message/rfc822")
                    .body("From: a@b.example\r\nSubject: x\r\n\r\nText\r\n".getBytes(StandardCharsets.US_ASCII))
                    .post("/api/messages")
                    .then()
                    .statusCode(503);
        } finally {
            giveBack(taken);
        }
        person.asks().get("/api/stats").then().statusCode(200);
    }

    @Test
    void whatWouldWaitTooLongIsRefusedAtTheDoor() throws Exception {
        var person = Person.register();
        person.asks().get("/api/stats").then().statusCode(200);
        var taken = takeAll();
        try {
            var requests = Collections.nCopies(POOL + WAITING + 80, (Callable<String>) () -> person.asks()
                    .get("/api/stats")
                    .then()
                    .statusCode(503)
                    .header("Retry-After", Matchers.matchesPattern("[0-9]+"))
                    .extract()
                    .path("detail"));

            assertThat(AtOnce.run(requests))
                    .areAtLeast(1, containing("More requests wait already"))
                    .areAtLeast(WAITING, containing("can't be reached in time"));
        } finally {
            giveBack(taken);
        }
        person.asks().get("/api/stats").then().statusCode(200);
    }

    private static Condition<String> containing(String text) {
        return new Condition<>(detail -> detail.contains(text), text);
    }

    @Test
    void clientsThatGoAwayWhileWaitingCostNoConnection() throws IOException {
        var person = Person.register();
        for (var round = 0; round < 5; round++) {
            var taken = await("the requests of the round before")
                    .atMost(Duration.ofSeconds(30))
                    .ignoreExceptionsMatching(AssertionError.class::isInstance)
                    .until(this::takeAll, all -> true);
            var sockets = new ArrayList<Socket>();
            for (var i = 0; i < 40; i++) {
                var path = List.of("/api/stats", "/api/policies", "/api/queue", "/api/objectives")
                        .get(i % 4);
                var socket = new Socket(service.getHost(), service.getPort());
                socket.getOutputStream()
                        .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                        + person.token() + "\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                sockets.add(socket);
            }
            for (var socket : sockets) {
                socket.close();
            }
            giveBack(taken);
        }

        await("every connection to be back").atMost(Duration.ofSeconds(30)).untilAsserted(() -> giveBack(takeAll()));
        person.asks().get("/api/policies").then().statusCode(200);
    }

    private List<SqlConnection> takeAll() {
        var taken = new ArrayList<SqlConnection>();
        try {
            for (var i = 0; i < POOL; i++) {
                taken.add(pool.getConnection().await().atMost(Duration.ofSeconds(10)));
            }
            assertThat(taken).hasSize(POOL);
            return taken;
        } catch (RuntimeException timeout) {
            giveBack(taken);
            throw new AssertionError("Only " + taken.size() + " connections could be had", timeout);
        }
    }

    private static void giveBack(List<SqlConnection> taken) {
        taken.forEach(connection -> connection.close().await().atMost(Duration.ofSeconds(10)));
    }
}
