package co.getanswers.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.MailServer;
import co.getanswers.TestDatabase;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** The base of the tests of sign-in: requests of clients, received mail, and rows of the database. */
@QuarkusTestResource(TestDatabase.class)
@QuarkusTestResource(MailServer.class)
abstract class AuthTesting {
    static final String PASSWORD = "correct horse battery";
    private static final Pattern TOKEN = Pattern.compile("http://localhost:3000/auth/(?:verify|reset)#token=(\\S+)");

    Function<String, List<String>> mailTo;

    /** The mail of an address with its header. */
    Function<String, List<String>> wholeMailTo;

    @Inject
    AgroalDataSource database;

    static String newAddress() {
        return "someone-" + UUID.randomUUID() + "@example.org";
    }

    static Response post(String path, Map<String, ?> body) {
        return given().contentType(ContentType.JSON).body(body).post("/api/auth/" + path);
    }

    static Response post(String path, Map<String, ?> body, String accessToken) {
        return given().auth()
                .oauth2(accessToken)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/auth/" + path);
    }

    static Response me(String accessToken) {
        return given().auth().oauth2(accessToken).get("/api/auth/me");
    }

    static Response login(String email, String password) {
        return post("login", Map.of("email", email, "password", password));
    }

    static Response refresh(String token) {
        return post("refresh", Map.of("refresh_token", token));
    }

    static JsonPath registered(String email) {
        return post("register", Map.of("email", email, "password", PASSWORD, "name", "Someone"))
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    static JsonPath registered() {
        return registered(newAddress());
    }

    /** Asks for a link from a client of its own, and waits for the mail. */
    String linkMailedTo(String email) {
        return linkMailedTo(email, "magic-link");
    }

    String linkMailedTo(String email, String path) {
        var before = mailTo.apply(email).size();
        askForLink(email, newClient(), path).then().statusCode(202);
        Awaitility.await("mail")
                .atMost(Duration.ofSeconds(20))
                .until(() -> mailTo.apply(email).size() > before);
        var link = TOKEN.matcher(mailTo.apply(email).get(before));
        assertThat(link.find()).isTrue();
        return link.group(1);
    }

    static Response askForLink(String email, String client) {
        return askForLink(email, client, "magic-link");
    }

    static Response askForLink(String email, String client, String path) {
        return given().header("X-Forwarded-For", client)
                .contentType(ContentType.JSON)
                .body(Map.of("email", email))
                .post("/api/auth/" + path);
    }

    static String newClient() {
        return "2001:db8:" + Integer.toHexString((int) (Math.random() * 0xffff)) + ":"
                + Integer.toHexString((int) (Math.random() * 0xffff)) + "::1";
    }

    static <T> List<T> together(int times, Callable<T> call) throws Exception {
        var start = new CountDownLatch(1);
        var threads = Executors.newFixedThreadPool(times);
        try {
            var results = new ArrayList<Future<T>>();
            for (var i = 0; i < times; i++) {
                results.add(threads.submit(() -> {
                    start.await();
                    return call.call();
                }));
            }
            start.countDown();
            var all = new ArrayList<T>();
            for (var result : results) {
                all.add(result.get());
            }
            return all;
        } finally {
            threads.shutdownNow();
        }
    }

    /** The first column of the first row, or null. */
    <T> T value(Class<T> type, String sql, Object... parameters) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            for (var i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (var rows = statement.executeQuery()) {
                return rows.next() ? rows.getObject(1, type) : null;
            }
        }
    }

    int change(String sql, Object... parameters) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            for (var i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return statement.executeUpdate();
        }
    }
}
