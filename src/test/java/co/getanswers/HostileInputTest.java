package co.getanswers;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.Operations.Operation;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hostile and malformed input: all of it is refused with a problem, and none of it breaks anything. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class HostileInputTest {
    /** Without the log of requests that a failed assertion prints: these bodies take longer to log than to send. */
    private static final RestAssuredConfig UNRECORDED = RestAssuredConfig.newConfig();

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SOME_ID = "0190a5d2-7c1e-7000-8000-000000000000";
    private static final List<String> UNREADABLE_JSON = List.of(
            "",
            "{",
            "}",
            "nonsense",
            "{\"name\":",
            "{\"name\":\"x\"",
            "{\"name\":\"x\"} trailing",
            "{\"name\":\"\\ud8",
            "[".repeat(100_000),
            "{\"a\":".repeat(100_000),
            "\u0000");

    /** Values that are wrong for a text, and most of them for everything else. */
    private static final List<String> WRONG_VALUES = List.of(
            "17",
            "-1",
            "1e400",
            "9".repeat(400),
            "9".repeat(2_000),
            "true",
            "[]",
            "[[[]]]",
            "{}",
            "{\"a\":1}",
            "\"\"",
            "\" \"",
            "\"no such value\"",
            "\"" + "x".repeat(200_000) + "\"");

    @TestHTTPResource
    URI service;

    private Person person;

    @BeforeEach
    void someone() {
        person = Person.register();
    }

    @Test
    void unreadableJsonIs400OnEveryOperation() {
        var softly = new SoftAssertions();
        for (var operation : taking("application/json")) {
            for (var body : UNREADABLE_JSON) {
                var answer = send(operation, body);
                softly.assertThat(answer.statusCode())
                        .as("%s with %s", operation, shortened(body))
                        .isIn(body.isEmpty() ? List.of(200, 202, 204, 400, 404, 415, 422) : List.of(400));
                assertProblem(softly, operation, answer);
            }
        }
        softly.assertAll();
    }

    @Test
    void valuesOfTheWrongTypeOrSizeNeverBreakAnOperation() {
        var softly = new SoftAssertions();
        for (var operation : taking("application/json")) {
            for (var field : operation.fields()) {
                for (var value : WRONG_VALUES) {
                    var body = Operations.validBody(operation);
                    var answer = send(operation, with(body, field, value));
                    softly.assertThat(answer.statusCode())
                            .as("%s with %s = %s", operation, field, shortened(value))
                            .isLessThan(500);
                    assertProblem(softly, operation, answer);
                }
            }
        }
        softly.assertAll();
    }

    @Test
    void nulCharactersAndLoneSurrogatesAreRefusedInEveryField() {
        var softly = new SoftAssertions();
        for (var operation : taking("application/json")) {
            for (var field : operation.fields()) {
                for (var text :
                        List.of("\"a\\u0000b\"", "\"a\\ud800b\"", "\"\\udc00\"", "[\"\\u0000\"]", "{\"\\u0000\":1}")) {
                    var answer = send(operation, with(Operations.validBody(operation), field, text));
                    softly.assertThat(answer.statusCode())
                            .as("%s with %s = %s", operation, field, text)
                            .isIn(400, 422);
                    assertProblem(softly, operation, answer);
                }
            }
        }
        softly.assertAll();
    }

    @Test
    void badQueryParametersNeverBreakAnOperation() {
        var softly = new SoftAssertions();
        for (var operation : Operations.all()) {
            for (var parameter : operation.queryParameters()) {
                for (var value : List.of(
                        "",
                        "x",
                        "-1",
                        "0",
                        "101",
                        "99999999999999999999",
                        "%00",
                        "%FF",
                        "%ED%A0%80",
                        "'",
                        "%25",
                        "e30",
                        "AAAA",
                        "x".repeat(3_000))) {
                    var answer = person.asks()
                            .urlEncodingEnabled(false)
                            .request(operation.method(), path(operation) + "?" + parameter + "=" + value);
                    softly.assertThat(answer.statusCode())
                            .as("%s?%s=%s", operation, parameter, shortened(value))
                            .isLessThan(500);
                    assertProblem(softly, operation, answer);
                    if (List.of("limit", "cursor").contains(parameter)
                            && List.of("x", "-1", "99999999999999999999").contains(value)) {
                        softly.assertThat(answer.statusCode())
                                .as("%s?%s=%s", operation, parameter, value)
                                .isIn(400, 422);
                    }
                }
            }
        }
        softly.assertAll();
    }

    @Test
    void whatIsNoIdIsAClientsError() {
        var softly = new SoftAssertions();
        for (var operation : Operations.all()) {
            if (operation.path().contains("{")) {
                for (var id : List.of("x", "1", "%00", "0190a5d2-7c1e-7000-8000-00000000000g", "..", "x".repeat(500))) {
                    var request = person.asks().urlEncodingEnabled(false);
                    if (operation.takesJson()) {
                        request.contentType(ContentType.JSON)
                                .body(Operations.validBody(operation).toString());
                    }
                    var answer =
                            request.request(operation.method(), operation.path().replaceAll("\\{[^}]+}", id));
                    softly.assertThat(answer.statusCode())
                            .as("%s with %s", operation, id)
                            .isBetween(400, 499);
                    assertProblem(softly, operation, answer);
                }
            }
        }
        softly.assertAll();
    }

    @Test
    void mediaTypesThatAnOperationDoesNotTakeAre415() {
        var softly = new SoftAssertions();
        for (var operation : Operations.all()) {
            if (!operation.mediaTypes().isEmpty()) {
                for (var type : List.of("text/plain", "application/xml", "image/png")) {
                    var answer = person.asks()
                            .contentType(type)
                            .body("{}".getBytes(StandardCharsets.UTF_8))
                            .request(operation.method(), path(operation));
                    softly.assertThat(answer.statusCode())
                            .as("%s with %s", operation, type)
                            .isEqualTo(415);
                    assertProblem(softly, operation, answer);
                }
            }
        }
        softly.assertAll();
    }

    @Test
    void aBodyOverTheLimitIs413() {
        for (var operation : taking("application/json")) {
            var answer = send(operation, "{\"name\":\"" + "x".repeat(1_100_000) + "\"}");
            assertThat(answer.statusCode()).as(operation.toString()).isEqualTo(413);
            assertThat(answer.contentType()).isEqualTo("application/problem+json");
        }
    }

    /** Sends as long as the service reads. */
    @Test
    void aChunkedBodyThatNeverEndsIsCutOff() throws IOException {
        for (var path : List.of("/api/objectives", "/api/auth/login")) {
            for (var beginning : List.of("[\"", "{\"title\":\"")) {
                try (var socket = new Socket(service.getHost(), service.getPort())) {
                    socket.setSoTimeout(30_000);
                    assertThat(sentBeforeCutOff(socket, path, beginning))
                            .as("MiB sent to %s before it was cut off", path)
                            .isLessThan(64);
                }
            }
        }
        given().get("/q/health/live").then().statusCode(200);
    }

    /** Over a plain socket, because no client library sends such requests. */
    @Test
    void requestLinesThatCantBeDecodedAreRefused() throws IOException {
        for (var target : List.of("/api/queue?cursor=%", "/api/queue?status=%zz", "/api/queue/%zz/approve", "/%")) {
            try (var socket = new Socket(service.getHost(), service.getPort())) {
                socket.setSoTimeout(30_000);
                socket.getOutputStream()
                        .write(("GET " + target
                                        + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                                        + person.token() + "\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(answer).as(target).startsWith("HTTP/1.1 4");
            }
        }
    }

    /** A proxy in front might read the other length: what follows would be another request to one of the two. */
    @Test
    void aBodyWithTwoLengthsIsRefusedAndItsConnectionClosed() throws IOException {
        for (var framing : List.of(
                "Content-Length: 2\r\nContent-Length: 3\r\n",
                "Content-Length: 2, 3\r\n",
                "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 2\r\n",
                "Transfer-Encoding: chunked, identity\r\n",
                "Content-Length: +2\r\n",
                "Content-Length: -2\r\n",
                "Content-Length: 2x\r\n")) {
            try (var socket = new Socket(service.getHost(), service.getPort())) {
                socket.setSoTimeout(30_000);
                socket.getOutputStream()
                        .write(("POST /api/auth/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                        + framing + "\r\n{}")
                                .getBytes(StandardCharsets.US_ASCII));
                var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(answer).as(framing).startsWith("HTTP/1.1 400");
            }
        }
    }

    /** Nobody reads the body of a request without a token; the requests behind it must not wait for that. */
    @Test
    void aBodyThatNobodyReadsDoesNotHoldTheConnectionUp() throws IOException {
        var body = "x".repeat(1_000_000);
        for (var path : List.of("/api/objectives", "/api/messages", "/api/messages/import", "/api/nowhere")) {
            try (var socket = new Socket(service.getHost(), service.getPort())) {
                socket.setSoTimeout(30_000);
                for (var i = 0; i < 3; i++) {
                    socket.getOutputStream()
                            .write(("POST " + path
                                            + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                            + "Content-Length: " + body.length() + "\r\n\r\n" + body)
                                    .getBytes(StandardCharsets.US_ASCII));
                }
                socket.getOutputStream()
                        .write("GET /q/health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                var answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(answers.split("HTTP/1.1 4", -1)).as(path).hasSize(4);
                assertThat(answers).as(path).contains("HTTP/1.1 200");
            }
        }
    }

    /** BodyLimitFilter relies on it: HTTP/2 does not announce a body. */
    @Test
    void onlyHttp11IsSpoken() throws Exception {
        var request = HttpRequest.newBuilder(service.resolve("/q/health/live")).build();
        var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();

        assertThat(client.send(request, HttpResponse.BodyHandlers.discarding()).version())
                .isEqualTo(HttpClient.Version.HTTP_1_1);
    }

    @Test
    void aQueryParameterOfTheWrongTypeIs400() {
        for (var query : List.of("/api/queue?limit=x", "/api/conversations?objectiveId=x")) {
            person.asks().get(query).then().statusCode(400);
        }
    }

    /** Fields are named as in the OpenAPI document, also if the code names them differently. */
    @Test
    void whatIsNotValidIsNamedAsTheInterfaceNamesIt() {
        var softly = new SoftAssertions();
        for (var operation : taking("application/json")) {
            for (var field : operation.fields()) {
                for (var value : List.of("null", "\"\"", "\"" + "x".repeat(200_000) + "\"")) {
                    var answer = send(operation, with(Operations.validBody(operation), field, value));
                    if (answer.statusCode() == 422) {
                        softly.assertThat(answer.jsonPath().getList("errors.field", String.class))
                                .as("%s with %s = %s", operation, field, shortened(value))
                                .isNotEmpty()
                                .allMatch(named -> operation.fields().contains(named.split("[.\\[]")[0]));
                    }
                }
            }
        }
        softly.assertAll();
        send(operation("POST /api/auth/refresh"), "{\"refresh_token\":\"\"}")
                .then()
                .statusCode(422)
                .body("errors.field", org.hamcrest.Matchers.contains("refresh_token"));
    }

    @Test
    void unknownValuesOfAnEnumAreNamed() {
        person.asks()
                .contentType(ContentType.JSON)
                .body("{\"autonomyLevel\":\"reckless\"}")
                .patch("/api/auth/me")
                .then()
                .statusCode(422)
                .body("errors[0].field", org.hamcrest.Matchers.equalTo("autonomyLevel"))
                .body("errors[0].message", org.hamcrest.Matchers.containsString("low, medium, high"));
    }

    /** Sends until the service responds or closes; returns the mebibytes sent. */
    private long sentBeforeCutOff(Socket socket, String path, String beginning) throws IOException {
        var out = socket.getOutputStream();
        var head = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Authorization: Bearer " + person.token() + "\r\nTransfer-Encoding: chunked\r\n\r\n"
                + Integer.toHexString(beginning.length()) + "\r\n" + beginning + "\r\n";
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        var chunk = ("10000\r\n" + "x".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        var sent = 0L;
        try {
            while (socket.getInputStream().available() == 0 && sent < 64L << 20) {
                out.write(chunk);
                sent += chunk.length;
            }
        } catch (IOException closed) {
            // The reset overtook the response.
        }
        return sent >> 20;
    }

    private List<Operation> taking(String mediaType) {
        // The account is needed for the next request.
        return Operations.all().stream()
                .filter(operation -> operation.mediaTypes().contains(mediaType))
                .filter(operation ->
                        !List.of("DELETE /api/auth/me", "POST /api/auth/logout").contains(operation.toString()))
                .toList();
    }

    private static Operation operation(String name) {
        return Operations.all().stream()
                .filter(operation -> operation.toString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Response send(Operation operation, String body) {
        return person.asks()
                .config(UNRECORDED)
                .contentType(ContentType.JSON)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .request(operation.method(), path(operation));
    }

    private static String path(Operation operation) {
        return operation.path().replaceAll("\\{[^}]+}", SOME_ID);
    }

    private static String with(ObjectNode body, String field, String rawJson) {
        body.set(field, JsonNodeFactory.instance.textNode("@@"));
        return body.toString().replace("\"@@\"", rawJson);
    }

    private static void assertProblem(SoftAssertions softly, Operation operation, Response answer) {
        if (answer.statusCode() >= 400) {
            softly.assertThat(answer.contentType())
                    .as("media type of %s", operation)
                    .isEqualTo("application/problem+json");
            softly.assertThat(problem(answer).path("requestId").asText())
                    .as("request id of %s", operation)
                    .isNotBlank();
            softly.assertThat(Stream.of("Exception", "jackson", "hibernate", "select ", "insert ")
                            .filter(answer.asString()::contains))
                    .as("inner workings shown by %s: %s", operation, answer.asString())
                    .isEmpty();
        }
    }

    private static JsonNode problem(Response answer) {
        try {
            return JSON.readTree(answer.asByteArray());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String shortened(String text) {
        return text.length() < 60 ? text : text.substring(0, 57) + "…";
    }
}
