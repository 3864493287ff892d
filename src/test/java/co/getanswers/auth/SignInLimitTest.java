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
    void tenWrongPasswordsCloseAnAddressForTheirClient() throws Exception {
        var email = newAddress();
        registered(email);
        var client = newClient();
        var statuses = together(14, () -> login(email, "wrong password", client).statusCode());
        assertThat(Collections.frequency(statuses, 401)).isEqualTo(10);
        assertThat(Collections.frequency(statuses, 429)).isEqualTo(4);

        var refused = login(email, PASSWORD, client);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(800, 900);
        login(email, PASSWORD, newClient()).then().statusCode(200);
    }

    @Test
    void anAddressWithoutAnAccountIsClosedAlike() throws Exception {
        var email = newAddress();
        var client = newClient();
        var statuses = together(12, () -> login(email, "wrong password", client).statusCode());
        assertThat(Collections.frequency(statuses, 401)).isEqualTo(10);
        assertThat(Collections.frequency(statuses, 429)).isEqualTo(2);
    }

    @Test
    void aHundredWrongPasswordsFromAnywhereCloseAnAddressForAllButTheOwnersClients() throws Exception {
        var email = newAddress();
        registered(email);
        var owners = newClient();
        login(email, PASSWORD, owners).then().statusCode(200);
        var failures = """
                insert into sign_in_attempts (id, kind, subject_hash, attempted_at)
                select gen_random_uuid(), 'sign-in-address', ?, now() from generate_series(1, 100)""";
        change(failures, SecretToken.hash(email));

        login(email, PASSWORD, newClient()).then().statusCode(429);
        login(email, "wrong password", owners).then().statusCode(401);
        login(email, PASSWORD, owners).then().statusCode(200);
    }

    @Test
    void whatAStrangerWasKnownByEndsWithTheFirstProof() throws Exception {
        var email = newAddress();
        registered(email);
        var strangers = newClient();
        login(email, PASSWORD, strangers).then().statusCode(200);

        post("verify", Map.of("token", linkMailedTo(email))).then().statusCode(200);

        assertThat(value(
                        Long.class,
                        "select count(*) from known_clients k join users u on u.id = k.user_id"
                                + " where u.email = ? and k.client_hash = ?",
                        email,
                        SecretToken.hash(ClientAddress.parse(strangers).network())))
                .isZero();
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
