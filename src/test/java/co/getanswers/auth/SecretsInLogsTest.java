package co.getanswers.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SecretsInLogsTest extends AuthTesting {
    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final Logger ours = Logger.getLogger("co.getanswers");
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            logged.add(entry.getMessage() + " " + Arrays.toString(entry.getParameters()) + " " + entry.getThrown());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        ours.setLevel(Level.ALL);
        Logger.getLogger("").addHandler(handler);
    }

    @AfterEach
    void stopListening() {
        Logger.getLogger("").removeHandler(handler);
        ours.setLevel(null);
    }

    @Test
    void noneIsLogged() {
        var email = newAddress();
        var tokens = registered(email);
        login(email, "a wrong password");
        post("register", Map.of("email", email, "password", PASSWORD, "name", "Again"));
        given().contentType(ContentType.JSON)
                .body("{\"email\": \"" + email + "\", \"password\": \"" + PASSWORD + "\", ")
                .post("/api/auth/login");
        var link = linkMailedTo(email);
        var renewed = refresh(tokens.getString("refresh_token")).jsonPath();
        refresh(tokens.getString("refresh_token"));
        post("verify", Map.of("token", link));
        post("verify", Map.of("token", link));

        Awaitility.await().until(() -> logged.stream().anyMatch(line -> line.startsWith("A sign-in mail was sent")));
        assertThat(String.join("\n", logged))
                .doesNotContain(
                        PASSWORD,
                        "a wrong password",
                        link,
                        tokens.getString("refresh_token"),
                        tokens.getString("access_token"),
                        renewed.getString("refresh_token"),
                        renewed.getString("access_token"));
    }

    @Test
    void eventsOfSecurityAreLoggedWithoutAddresses() {
        var email = newAddress();
        var tokens = registered(email);
        login(email, "a wrong password");
        refresh(tokens.getString("refresh_token"));
        refresh(tokens.getString("refresh_token"));
        var link = linkMailedTo(email);
        post("verify", Map.of("token", link));
        post("verify", Map.of("token", link));

        var events = logged.stream()
                .filter(line -> line.startsWith("Security event"))
                .toList();
        assertThat(String.join("\n", events))
                .contains(
                        "event registered {",
                        "event sign_in_failed {",
                        "event refresh_token_reused {",
                        "event link_requested {",
                        "event address_proved {",
                        "event link_refused {")
                .contains("address_hash=" + SecretToken.hash(email).substring(0, 16))
                .doesNotContain(email);
    }
}
