package co.getanswers.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import co.getanswers.Person;
import co.getanswers.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Imports of which nothing arrives any more. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestProfile(ImportLimitTest.FewImports.class)
class ImportLimitTest {
    public static class FewImports implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "getanswers.intake.imports-per-user", "2",
                    "getanswers.intake.imports", "3",
                    "quarkus.thread-pool.max-threads", "20",
                    "quarkus.http.read-timeout", "5s");
        }
    }

    @TestHTTPResource
    URI service;

    private final List<Socket> silent = new ArrayList<>();

    @AfterEach
    void hangUp() throws IOException {
        for (var socket : silent) {
            socket.close();
        }
    }

    @Test
    void manySilentImportsOfOneAccountHoldUpNobodyElse() throws IOException {
        var greedy = Person.register();
        var other = Person.register();
        var answers = new ArrayList<Socket>();
        for (var i = 0; i < 60; i++) {
            answers.add(begin(greedy));
        }

        await("a third import that is refused").until(() -> isFull(greedy));
        imports(greedy).then().statusCode(429).header("Retry-After", Matchers.matchesPattern("[0-9]+"));
        given().get("/q/health/ready").then().statusCode(200);
        imports(other).then().statusCode(200);

        begin(other);
        await("an instance that imports no more")
                .until(() -> imports(Person.register()).statusCode() == 503);
        given().get("/q/health/ready").then().statusCode(200);
        other.asks().get("/api/stats").then().statusCode(200);
    }

    @Test
    void aSilentImportIsGivenUp() throws IOException {
        var person = Person.register();
        var socket = begin(person);
        begin(person);
        await("the limit").until(() -> imports(person).statusCode() == 429);

        await("another import")
                .atMost(Duration.ofSeconds(40))
                .until(() -> imports(person).statusCode() == 200);
        socket.setSoTimeout(1_000);
        var status = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                .readLine();
        assertThat(status == null || status.contains(" 408 ")).as(status).isTrue();
    }

    /** Begins imports anew first: on a busy machine those from before may be given up. */
    private boolean isFull(Person person) throws IOException {
        begin(person);
        begin(person);
        return imports(person).statusCode() == 429;
    }

    private static Response imports(Person person) {
        return person.asks()
                .contentType("application/mbox")
                .body("From a@b.example Fri Nov 20 10:00:00 2026\r\nFrom: a@b.example\r\nSubject: x\r\n\r\nText\r\n"
                        .getBytes(StandardCharsets.US_ASCII))
                .post("/api/messages/import");
    }

    /** Begins an import, and sends no more of it. */
    private Socket begin(Person person) throws IOException {
        var socket = new Socket(service.getHost(), service.getPort());
        silent.add(socket);
        socket.getOutputStream()
                .write(("POST /api/messages/import HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/mbox\r\n"
                                + "Transfer-Encoding: chunked\r\nAuthorization: Bearer " + person.token()
                                + "\r\n\r\n6\r\nFrom a\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }
}
