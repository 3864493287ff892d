package co.getanswers.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PasswordResetTest extends AuthTesting {
    private static final String NEXT = "staple correct horse";

    @Test
    void aMailedLinkSetsANewPasswordAndEndsEverySession() {
        var email = newAddress();
        var proved = post("verify", Map.of("token", linkMailedTo(email))).jsonPath();
        post("password", Map.of("newPassword", PASSWORD), proved.getString("access_token"))
                .then()
                .statusCode(204);

        var fresh = reset(linkMailedTo(email, "password-reset"), NEXT)
                .then()
                .statusCode(200)
                .body("user.email", equalTo(email))
                .extract()
                .jsonPath();

        login(email, NEXT).then().statusCode(200);
        login(email, PASSWORD).then().statusCode(401);
        me(proved.getString("access_token")).then().statusCode(401);
        refresh(proved.getString("refresh_token")).then().statusCode(401);
        me(fresh.getString("access_token")).then().statusCode(200);
    }

    @Test
    void theFirstProofOfAnAddressIsOneHereToo() throws Exception {
        var email = newAddress();
        var attacker = registered(email);
        reset(linkMailedTo(email, "password-reset"), NEXT)
                .then()
                .statusCode(200)
                .body("user.name", equalTo(email.split("@", 2)[0]));

        me(attacker.getString("access_token")).then().statusCode(401);
        login(email, PASSWORD).then().statusCode(401);
        login(email, NEXT).then().statusCode(200);
    }

    @Test
    void aLinkServesOnePurposeOnce() {
        var email = newAddress();
        registered(email);
        var signIn = linkMailedTo(email);
        var reset = linkMailedTo(email, "password-reset");

        reset(signIn, NEXT).then().statusCode(401);
        reset("reset." + signIn, NEXT).then().statusCode(401);
        post("verify", Map.of("token", reset.substring(SecretToken.RESET.length())))
                .then()
                .statusCode(401);
        reset(reset, NEXT).then().statusCode(200);
        reset(reset, NEXT).then().statusCode(401);
    }

    @Test
    void aResetLinkDoesNotSignInWithoutANewPassword() {
        var email = newAddress();
        var reset = linkMailedTo(email, "password-reset");

        post("verify", Map.of("token", reset)).then().statusCode(401);
        reset(reset, "short").then().statusCode(422);
        reset(reset, NEXT).then().statusCode(200);
    }

    @Test
    void linksOfBothKindsShareOneLimitForAnAddress() throws Exception {
        var email = newAddress();
        var client = newClient();
        var statuses =
                together(8, () -> askForLink(email, client, "password-reset").statusCode());
        assertThat(Collections.frequency(statuses, 202)).isEqualTo(3);
        askForLink(email, client).then().statusCode(429);
    }

    private static Response reset(String token, String password) {
        return post("password-reset/confirm", Map.of("token", token, "newPassword", password));
    }
}
