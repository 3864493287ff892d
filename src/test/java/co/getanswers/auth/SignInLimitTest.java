package co.getanswers.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SignInLimitTest extends AuthTesting {
    @Test
    void tenWrongPasswordsCloseAnAddressForAWhile() throws Exception {
        var email = newAddress();
        registered(email);
        var statuses =
                together(14, () -> login(email, "wrong password", newClient()).statusCode());
        assertThat(Collections.frequency(statuses, 401)).isEqualTo(10);
        assertThat(Collections.frequency(statuses, 429)).isEqualTo(4);

        var refused = login(email, PASSWORD, newClient());
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(800, 900);
    }

    @Test
    void anAddressWithoutAnAccountIsClosedAlike() throws Exception {
        var email = newAddress();
        var statuses =
                together(12, () -> login(email, "wrong password", newClient()).statusCode());
        assertThat(Collections.frequency(statuses, 401)).isEqualTo(10);
        assertThat(Collections.frequency(statuses, 429)).isEqualTo(2);
    }

    @Test
    void fiftyFailuresCloseAClientForAWhile() throws Exception {
        var client = newClient();
        var statuses =
                together(55, () -> login(newAddress(), "wrong password", client).statusCode());
        assertThat(Collections.frequency(statuses, 401)).isLessThanOrEqualTo(50);
        login(newAddress(), "wrong password", newClient()).then().statusCode(401);
    }

    @Test
    void signingInCountsForNothing() {
        var email = newAddress();
        registered(email);
        for (var i = 0; i < 12; i++) {
            login(email, PASSWORD, newClient()).then().statusCode(200);
        }
    }

    private static Response login(String email, String password, String client) {
        return given().header("X-Forwarded-For", client)
                .contentType(ContentType.JSON)
                .body(Map.of("email", email, "password", password))
                .post("/api/auth/login");
    }
}
