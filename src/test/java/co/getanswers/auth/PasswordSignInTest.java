package co.getanswers.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PasswordSignInTest extends AuthTesting {
    @Inject
    MeterRegistry metrics;

    @Inject
    AccountCreation accounts;

    @Test
    void aHashOfAnotherCostIsRenewedAtSignIn() throws Exception {
        var email = newAddress();
        registered(email);
        for (var cost : new int[] {4, 6}) {
            change("update users set password_hash = ? where email = ?", Bcrypt.hash(PASSWORD, cost), email);
            login(email, "a wrong password").then().statusCode(401);
            assertThat(storedCost(email)).isEqualTo(cost);

            login(email, PASSWORD).then().statusCode(200);

            assertThat(storedCost(email)).isEqualTo(5);
            login(email, PASSWORD).then().statusCode(200);
        }
    }

    private int storedCost(String email) throws SQLException {
        return Bcrypt.cost(value(String.class, "select password_hash from users where email = ?", email));
    }

    @Test
    void registeringSignsIn() {
        var email = newAddress();
        var answer = post("register", Map.of("email", email, "password", PASSWORD, "name", " Mara "));
        answer.then()
                .statusCode(201)
                .header("Cache-Control", "no-store")
                .body("token_type", equalTo("Bearer"))
                .body("expires_in", equalTo(900))
                .body("refresh_token", matchesPattern("[A-Za-z0-9_-]{43}"))
                .body("user.id", notNullValue())
                .body("user.email", equalTo(email))
                .body("user.name", equalTo("Mara"))
                .body("user.avatarUrl", nullValue())
                .body("user.autonomyLevel", equalTo("medium"))
                .body("user.createdAt", matchesPattern("\\d{4}-\\d\\d-\\d\\dT.*Z"));
        me(answer.path("access_token"))
                .then()
                .statusCode(200)
                .body("user.email", equalTo(email))
                .body("gmailConnected", equalTo(false));
    }

    @Test
    void aNewAccountHasItsCounters() throws Exception {
        var id = UUID.fromString(registered().getString("user.id"));
        assertThat(value(Integer.class, "select pending_high from user_counters where user_id = ?", id))
                .isZero();
    }

    @Test
    void aTakenAddressIsAConflictInAnySpelling() {
        var email = newAddress();
        registered(email);
        post("register", Map.of("email", " " + email.toUpperCase(Locale.ROOT), "password", PASSWORD, "name", "B"))
                .then()
                .statusCode(409);
    }

    @Test
    void ofManyWhoRegisterAnAddressTogetherOneDoes() throws Exception {
        var body = Map.of("email", newAddress(), "password", PASSWORD, "name", "Someone");
        var statuses = together(8, () -> post("register", body).statusCode());
        assertThat(Collections.frequency(statuses, 201)).isEqualTo(1);
        assertThat(Collections.frequency(statuses, 409)).isEqualTo(7);
    }

    @Test
    void whatIsNotValidIsNamed() {
        invalid("email", Map.of("email", "nobody", "password", PASSWORD, "name", "A"));
        invalid("email", Map.of("email", "a b@example.org", "password", PASSWORD, "name", "A"));
        invalid("email", Map.of("email", "a\r\nBcc: x@example.org", "password", PASSWORD, "name", "A"));
        invalid("email", Map.of("email", "a".repeat(250) + "@example.org", "password", PASSWORD, "name", "A"));
        invalid("email", Map.of("password", PASSWORD, "name", "A"));
        invalid("email", Map.of("email", "a\u2028b@example.org", "password", PASSWORD, "name", "A"));
        invalid("email", Map.of("email", "a,b@example.org", "password", PASSWORD, "name", "A"));
        invalid("email", Map.of("email", "a@example.org*", "password", PASSWORD, "name", "A"));
        invalid("password", Map.of("email", newAddress(), "password", "1234567", "name", "A"));
        invalid("password", Map.of("email", newAddress(), "password", "x".repeat(129), "name", "A"));
        invalid("name", Map.of("email", newAddress(), "password", PASSWORD, "name", " "));
        invalid("name", Map.of("email", newAddress(), "password", PASSWORD, "name", "x".repeat(256)));
    }

    private static void invalid(String field, Map<String, String> body) {
        post("register", body).then().statusCode(422).body("errors.field", hasItem(field));
    }

    @Test
    void aBodyThatIsMissingOrBrokenIsNoFailureOfTheService() {
        for (var body : new String[] {"", "null", "[]", "{", "{\"email\": {}}", "{\"email\": 1}", "\"x\""}) {
            for (var path : new String[] {"register", "login", "magic-link", "verify", "refresh"}) {
                var status = given().contentType(ContentType.JSON)
                        .body(body)
                        .post("/api/auth/" + path)
                        .statusCode();
                assertThat(status).as(path + " " + body).isBetween(400, 422);
            }
        }
    }

    @Test
    void thePasswordOfTheLongestKindWorks() {
        var email = newAddress();
        var password = "ü".repeat(127) + "1";
        post("register", Map.of("email", email, "password", password, "name", "A"))
                .then()
                .statusCode(201);
        login(email, password).then().statusCode(200);
        login(email, "ü".repeat(127) + "2").then().statusCode(401);
    }

    @Test
    void aHashOfTheOldServiceSignsIn() throws Exception {
        var email = newAddress();
        registered(email);
        change(
                "update users set password_hash = ? where email = ?",
                Bcrypt.hash("from the old service", 6).replace("$2a$", "$2b$"),
                email);
        login(email, "from the old service").then().statusCode(200);
        login(email, PASSWORD).then().statusCode(401);
    }

    @Test
    void anUnknownAddressAWrongPasswordAndNoPasswordAreAnsweredAlike() throws Exception {
        var email = newAddress();
        registered(email);
        var withoutPassword = newAddress();
        registered(withoutPassword);
        change("update users set password_hash = null where email = ?", withoutPassword);
        var broken = newAddress();
        registered(broken);
        change("update users set password_hash = 'no hash' where email = ?", broken);

        var wrong = detail(login(email, "wrong password"));
        assertThat(detail(login(newAddress(), PASSWORD))).isEqualTo(wrong);
        assertThat(detail(login(withoutPassword, PASSWORD))).isEqualTo(wrong);
        assertThat(detail(login(broken, PASSWORD))).isEqualTo(wrong);
    }

    private static String detail(Response answer) {
        return answer.then().statusCode(401).extract().path("detail");
    }

    /** Counted, not timed: clocks of a busy machine prove nothing. */
    @Test
    void theSameWorkIsDoneWhetherOrNotTheAccountExists() throws Exception {
        var email = newAddress();
        registered(email);
        assertThat(hashesChecked(email, "wrong password")).isEqualTo(1);
        assertThat(hashesChecked(newAddress(), "wrong password")).isEqualTo(1);
        change("update users set password_hash = null where email = ?", email);
        assertThat(hashesChecked(email, "wrong password")).isEqualTo(1);
    }

    private long hashesChecked(String email, String password) {
        var timer = metrics.timer("getanswers.password.hashing", "operation", "verify");
        var before = timer.count();
        login(email, password).then().statusCode(401);
        return timer.count() - before;
    }

    @Test
    void anAccountCanBeMadeOutsideARequest() throws Throwable {
        var email = newAddress();
        VertxContextSupport.subscribeAndAwait(() -> accounts.register(email, PASSWORD, "Demo"));
        login(email, PASSWORD).then().statusCode(200).body("user.name", equalTo("Demo"));
    }
}
