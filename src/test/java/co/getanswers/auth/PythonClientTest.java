package co.getanswers.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import co.getanswers.Person;
import co.getanswers.TestDatabase;
import co.getanswers.TestSql;
import com.google.common.hash.Hashing;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Calls of the Python service's web client that a client of this service has no need of. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class PythonClientTest {
    @Test
    void theProfileIsFlatAsWell() {
        var me = Person.register().asks().get("/api/auth/me").jsonPath();

        assertThat(List.of(
                        "id", "email", "name", "avatarUrl", "autonomyLevel", "addresses", "passwordSet", "createdAt"))
                .allSatisfy(field -> assertThat(me.<Object>get(field)).isEqualTo(me.get("user." + field)));
        assertThat(me.getBoolean("user.passwordSet")).isTrue();
        assertThat(me.getBoolean("needs_password_setup")).isFalse();
    }

    @Test
    void theIntroductionIsPassedOnce() {
        var person = Person.register();
        person.asks().get("/api/auth/me").then().body("onboarding_completed", is(false));

        person.asks()
                .contentType(ContentType.JSON)
                .body(Map.of("onboarding_completed", true))
                .patch("/api/auth/me")
                .then()
                .statusCode(200)
                .body("onboarding_completed", is(true));

        person.asks().get("/api/auth/me").then().body("onboarding_completed", is(true));
    }

    @Test
    void aFirstPasswordIsSetAndNoSecond() {
        var person = Person.register();
        TestSql.execute("update users set password_hash = null where email = ?", person.email());
        person.asks().get("/api/auth/me").then().body("needs_password_setup", is(true));

        person.asks()
                .contentType(ContentType.JSON)
                .body(Map.of("password", "quartz violin harbor"))
                .post("/api/auth/set-password")
                .then()
                .statusCode(200)
                .body("needs_password_setup", is(false));

        person.asks()
                .contentType(ContentType.JSON)
                .body(Map.of("password", "another one of mine"))
                .post("/api/auth/set-password")
                .then()
                .statusCode(422)
                .body("errors[0].field", equalTo("currentPassword"));
    }

    @Test
    void aRefreshTokenAloneEndsItsSession() {
        var tokens = register();

        logout(Map.of("refresh_token", tokens.getString("refresh_token"))).statusCode(204);

        given().auth()
                .oauth2(tokens.getString("access_token"))
                .get("/api/auth/me")
                .then()
                .statusCode(401);
        logout(Map.of("refresh_token", tokens.getString("refresh_token"))).statusCode(204);
        logout(Map.of("refresh_token", "of nobody")).statusCode(204);
        logout(Map.of()).statusCode(401);
    }

    @Test
    void preflightsAreKept() {
        given().header("Origin", "http://localhost:3000")
                .header("Access-Control-Request-Method", "POST")
                .options("/api/auth/login")
                .then()
                .statusCode(200)
                .header("Access-Control-Max-Age", "7200");
    }

    @Test
    void theServiceHasAPageForItsLinks() {
        var page = given().get("/auth/verify?token=abc");

        page.then().statusCode(200).contentType(ContentType.HTML).body(containsString("/api/auth/verify"));
        var script = page.asString().replaceAll("(?s).*<script>|</script>.*", "");
        var hash = Base64.getEncoder()
                .encodeToString(Hashing.sha256()
                        .hashString(script, StandardCharsets.UTF_8)
                        .asBytes());
        assertThat(page.header("Content-Security-Policy")).contains("script-src 'sha256-" + hash + "'");
    }

    @Test
    void theTokenOfALinkStandsWhereTheClientLooks() {
        var token = SecretToken.random();

        assertThat(LinkStyle.QUERY.link("https://app.example/auth/verify", token))
                .isEqualTo("https://app.example/auth/verify?token=" + token.text());
        assertThat(LinkStyle.FRAGMENT.link("https://app.example/auth/verify", token))
                .isEqualTo("https://app.example/auth/verify#token=" + token.text());
    }

    private static JsonPath register() {
        return given().contentType(ContentType.JSON)
                .body(Map.of(
                        "email",
                        UUID.randomUUID() + "@people.example",
                        "password",
                        "correct horse battery",
                        "name",
                        "Someone"))
                .post("/api/auth/register")
                .jsonPath();
    }

    private static io.restassured.response.ValidatableResponse logout(Map<String, String> body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .post("/api/auth/logout")
                .then();
    }
}
