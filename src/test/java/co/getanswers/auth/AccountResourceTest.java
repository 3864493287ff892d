package co.getanswers.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import co.getanswers.TestDatabase;
import co.getanswers.platform.CredentialSeal;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AccountResourceTest extends AuthTesting {
    @Test
    void furtherAddressesAreSettings() {
        var token = registered(newAddress()).getString("access_token");
        me(token).then().body("user.addresses", empty());

        patch(token, "{\"addresses\": [\"Sales@example.org\"]}")
                .then()
                .statusCode(200)
                .body("user.addresses", contains("sales@example.org"));

        patch(token, "{\"name\": \"Else\"}").then().body("user.addresses", contains("sales@example.org"));
        me(token).then().body("user.addresses", contains("sales@example.org"));
        patch(token, "{\"addresses\": [\"nobody\"]}")
                .then()
                .statusCode(422)
                .body("errors[0].field", equalTo("addresses[0]"));
        patch(token, "{\"addresses\": []}").then().body("user.addresses", empty());
    }

    @Test
    void theProfileChangesFieldByField() {
        var token = registered().getString("access_token");
        patch(token, "{\"avatarUrl\": \"https://example.org/1.png\", \"autonomyLevel\": \"high\"}")
                .then()
                .statusCode(200)
                .body("user.name", equalTo("Someone"))
                .body("user.avatarUrl", equalTo("https://example.org/1.png"))
                .body("user.autonomyLevel", equalTo("high"))
                .body("gmailConnected", equalTo(false));
        patch(token, "{\"name\": \"Else\"}").then().body("user.avatarUrl", equalTo("https://example.org/1.png"));
        patch(token, "{\"avatarUrl\": null}").then().body("user.avatarUrl", nullValue());
        me(token).then().body("user.name", equalTo("Else")).body("user.autonomyLevel", equalTo("high"));
    }

    @Test
    void whatIsNotValidIsNamed() {
        var token = registered().getString("access_token");
        for (var field : Map.of(
                        "name", "null",
                        "avatarUrl", "\"javascript:alert(1)\"",
                        "autonomyLevel", "\"total\"")
                .entrySet()) {
            patch(token, "{\"" + field.getKey() + "\": " + field.getValue() + "}")
                    .then()
                    .statusCode(422)
                    .body("errors.field", hasItem(field.getKey()));
        }
        patch(token, "{\"autonomyLevel\": null}").then().statusCode(422);
        patch(token, "null").then().statusCode(422);
        patch(token, "{}").then().statusCode(200);
    }

    @Test
    void gmailIsConnectedWhereItsCredentialsCanBeRead() throws Exception {
        var tokens = registered();
        var id = tokens.getString("user.id");
        var seal = CredentialSeal.withKey(TestDatabase.CREDENTIALS_KEY);
        for (var useless : List.of(
                "{\"refresh_token\": \"clear\"}",
                "{\"kid\": \"1\", \"box\": \"…\"}",
                seal.seal(UUID.randomUUID(), "{\"refresh_token\": \"of another user\"}"))) {
            change("update users set gmail_credentials = ?::jsonb where id = ?::uuid", useless, id);
            me(tokens.getString("access_token")).then().body("gmailConnected", equalTo(false));
        }
        change(
                "update users set gmail_credentials = ?::jsonb where id = ?::uuid",
                seal.seal(UUID.fromString(id), "{\"refresh_token\": \"a-token\"}"),
                id);
        me(tokens.getString("access_token")).then().body("gmailConnected", equalTo(true));
        patch(tokens.getString("access_token"), "{\"name\": \"Else\"}")
                .then()
                .statusCode(200)
                .body("gmailConnected", equalTo(true));
    }

    @Test
    void changingThePasswordEndsEveryOtherSession() {
        var email = newAddress();
        var here = registered(email);
        var elsewhere = login(email, PASSWORD).jsonPath();
        me(elsewhere.getString("access_token")).then().statusCode(200);

        password(here.getString("access_token"), Map.of("currentPassword", PASSWORD, "newPassword", "another secret"))
                .then()
                .statusCode(204);

        me(here.getString("access_token")).then().statusCode(200);
        refresh(here.getString("refresh_token")).then().statusCode(200);
        me(elsewhere.getString("access_token")).then().statusCode(401);
        refresh(elsewhere.getString("refresh_token")).then().statusCode(401);
        login(email, PASSWORD).then().statusCode(401);
        login(email, "another secret").then().statusCode(200);
    }

    @Test
    void theCurrentPasswordIsAskedFor() {
        var token = registered().getString("access_token");
        password(token, Map.of("newPassword", "another secret"))
                .then()
                .statusCode(422)
                .body("errors.field", hasItem("currentPassword"));
        password(token, Map.of("currentPassword", "wrong password", "newPassword", "another secret"))
                .then()
                .statusCode(401);
        password(token, Map.of("currentPassword", PASSWORD, "newPassword", "short"))
                .then()
                .statusCode(422)
                .body("errors.field", hasItem("newPassword"));
    }

    @Test
    void whoHasNoPasswordSetsOne() {
        var email = newAddress();
        var token = post("verify", Map.of("token", linkMailedTo(email))).<String>path("access_token");
        password(token, Map.of("newPassword", "another secret")).then().statusCode(204);
        login(email, "another secret").then().statusCode(200);
    }

    @Test
    void aStolenTokenDoesNotHelpToGuessThePassword() {
        var token = registered().getString("access_token");
        var guess = Map.of("currentPassword", "wrong password", "newPassword", "another secret");
        for (var i = 0; i < 10; i++) {
            password(token, guess).then().statusCode(401);
        }
        password(token, guess).then().statusCode(429);
    }

    @Test
    void aDeletedAccountIsGoneWithEverythingUnderIt() throws Exception {
        var email = newAddress();
        var tokens = registered(email);
        askForLink(email, newClient()).then().statusCode(202);
        me(tokens.getString("access_token")).then().statusCode(200);

        given().auth()
                .oauth2(tokens.getString("access_token"))
                .delete("/api/auth/me")
                .then()
                .statusCode(204);

        me(tokens.getString("access_token")).then().statusCode(401);
        refresh(tokens.getString("refresh_token")).then().statusCode(401);
        login(email, PASSWORD).then().statusCode(401);
        assertThat(value(
                        Long.class,
                        "select (select count(*) from users where email = ?)"
                                + " + (select count(*) from magic_links where email = ?)"
                                + " + (select count(*) from sessions where user_id = ?::uuid)"
                                + " + (select count(*) from user_counters where user_id = ?::uuid)",
                        email,
                        email,
                        tokens.getString("user.id"),
                        tokens.getString("user.id")))
                .isZero();
        registered(email);
    }

    /** Redeeming locks the link and then the user; here with all the time in the world in between. */
    @Test
    void deletingWaitsForALinkThatIsBeingRedeemed() throws Exception {
        var email = newAddress();
        var token = registered(email).getString("access_token");
        askForLink(email, newClient()).then().statusCode(202);
        try (var redeeming = database.getConnection();
                var sql = redeeming.createStatement()) {
            redeeming.setAutoCommit(false);
            sql.execute("update magic_links set used_at = now() where email = '" + email + "'");
            var deleting = CompletableFuture.supplyAsync(
                    () -> given().auth().oauth2(token).delete("/api/auth/me").statusCode());
            Awaitility.await("the wait for the link")
                    .until(() -> value(Long.class, "select count(*) from pg_locks where not granted") > 0);

            sql.execute("set local lock_timeout = '5s'");
            sql.execute("select from users where email = '" + email + "' for update");
            redeeming.commit();

            assertThat(deleting.get()).isEqualTo(204);
        }
    }

    @Test
    void anAccountDeletedInTheMidstOfItsRequestsFailsNone() throws Exception {
        var email = newAddress();
        var tokens = registered(email);
        var token = tokens.getString("access_token");
        var calls = List.<Callable<Integer>>of(
                        () -> given().auth()
                                .oauth2(token)
                                .delete("/api/auth/me")
                                .statusCode(),
                        () -> login(email, PASSWORD).statusCode(),
                        () -> refresh(tokens.getString("refresh_token")).statusCode(),
                        () -> askForLink(email, newClient()).statusCode(),
                        () -> patch(token, "{\"name\": \"Else\"}").statusCode(),
                        () -> me(token).statusCode(),
                        () -> login(email, PASSWORD).statusCode())
                .iterator();
        assertThat(together(7, () -> {
                    Callable<Integer> call;
                    synchronized (calls) {
                        call = calls.next();
                    }
                    return call.call();
                }))
                .allMatch(status -> status < 500);
    }

    private static Response patch(String token, String body) {
        return given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body(body)
                .patch("/api/auth/me");
    }

    private static Response password(String token, Map<String, String> body) {
        return post("password", body, token);
    }
}
