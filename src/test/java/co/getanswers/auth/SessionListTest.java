package co.getanswers.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The list of sessions, and what only a recent sign-in may do. */
@QuarkusTest
class SessionListTest extends AuthTesting {
    @Test
    void sessionsNameTheirDeviceAndNetwork() {
        var email = newAddress();
        registered(email);
        var phone = login(email, "203.0.113.7", "Mozilla/5.0 (Linux; Android 10; K) Chrome/141.0 Mobile Safari/537.36");

        as(phone)
                .get("/api/auth/sessions")
                .then()
                .statusCode(200)
                .body("items", hasSize(2))
                .body("items[0].device", equalTo("Chrome on Android"))
                .body("items[0].client", equalTo("203.0.113.7"))
                .body("items.current", contains(true, false));
    }

    @Test
    void oneIsEndedWithoutTheOthers() {
        var email = newAddress();
        var first = registered(email);
        var second = login(email, "203.0.113.8", "curl/8.5.0");
        var id = as(second).get("/api/auth/sessions").then().extract().<String>path("items.find { !it.current }.id");

        as(second).delete("/api/auth/sessions/" + id).then().statusCode(204);

        me(first.getString("access_token")).then().statusCode(401);
        refresh(first.getString("refresh_token")).then().statusCode(401);
        as(second).get("/api/auth/sessions").then().body("items", hasSize(1));
        as(second).delete("/api/auth/sessions/" + id).then().statusCode(404);
    }

    @Test
    void nobodyEndsTheSessionsOfOthers() {
        var mine = registered();
        var theirs = registered();
        var id = as(theirs).get("/api/auth/sessions").then().extract().<String>path("items[0].id");

        as(mine).delete("/api/auth/sessions/" + id).then().statusCode(404);

        me(theirs.getString("access_token")).then().statusCode(200);
    }

    @Test
    void anOldSignInDeletesNoAccountUntilThePasswordIsGiven() throws Exception {
        var email = newAddress();
        var tokens = registered(email);
        makeOld(email);

        as(tokens)
                .delete("/api/auth/me")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("insufficient_user_authentication"));
        confirm(tokens, "wrong password").then().statusCode(401);
        as(tokens).delete("/api/auth/me").then().statusCode(401);
        confirm(tokens, PASSWORD).then().statusCode(204);

        as(tokens).delete("/api/auth/me").then().statusCode(204);
        me(tokens.getString("access_token")).then().statusCode(401);
    }

    @Test
    void anOldSignInSetsNoFirstPassword() throws Exception {
        var email = newAddress();
        var tokens = post("verify", Map.of("token", linkMailedTo(email)))
                .then()
                .extract()
                .jsonPath();
        makeOld(email);
        var change = Map.of("newPassword", "staple correct horse");

        post("password", change, tokens.getString("access_token")).then().statusCode(401);
        confirm(tokens, PASSWORD).then().statusCode(409);

        assertThat(value(String.class, "select password_hash from users where email = ?", email))
                .isNull();
    }

    @Test
    void chosenPasswordsAreChecked() {
        var tokens = registered();
        for (var password : new String[] {"password1", "someone-1234"}) {
            post(
                            "password",
                            Map.of("currentPassword", PASSWORD, "newPassword", password),
                            tokens.getString("access_token"))
                    .then()
                    .statusCode(422)
                    .body("errors.field", contains("newPassword"));
        }
        post("register", Map.of("email", newAddress(), "password", "iloveyou", "name", "A"))
                .then()
                .statusCode(422)
                .body("errors.field", contains("password"));
    }

    @Test
    void aPasswordIsTheSameInEitherFormOfUnicode() {
        var email = newAddress();
        post("register", Map.of("email", email, "password", "cafe\u0301 au lait", "name", "A"))
                .then()
                .statusCode(201);

        login(email, "caf\u00e9 au lait").then().statusCode(200);
        login(email, "cafe\u0301 au lait").then().statusCode(200);
    }

    private void makeOld(String email) throws Exception {
        change(
                "update sessions set created_at = now() - interval '16 minutes'"
                        + " where user_id = (select id from users where email = ?)",
                email);
    }

    private static io.restassured.response.Response confirm(JsonPath tokens, String password) {
        return post("confirm", Map.of("password", password), tokens.getString("access_token"));
    }

    private static RequestSpecification as(JsonPath tokens) {
        return given().noContentType().auth().oauth2(tokens.getString("access_token"));
    }

    private static JsonPath login(String email, String client, String userAgent) {
        return given().header("X-Forwarded-For", client)
                .header("User-Agent", userAgent)
                .contentType(ContentType.JSON)
                .body(Map.of("email", email, "password", PASSWORD))
                .post("/api/auth/login")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
