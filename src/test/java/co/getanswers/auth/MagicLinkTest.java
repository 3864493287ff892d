package co.getanswers.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MagicLinkTest extends AuthTesting {
    private static final String POLICY = """
            {"name": "Agree to all",
             "rules": {"priority": 100,
                       "when": {"all": [{"field": "sender.domain", "op": "equals", "value": "acme.example"}]},
                       "then": [{"effect": "require_review"}]}}""";

    @Test
    void theMailedLinkSignsIn() {
        var email = newAddress();
        registered(email);
        verify(linkMailedTo(email)).then().statusCode(200).body("user.email", equalTo(email));
    }

    @Test
    void theMailSaysThatAProgramSentItAndHasNoEmptyField() {
        var email = newAddress();
        linkMailedTo(email);

        var header = wholeMailTo.apply(email).get(0).split("\r?\n\r?\n", 2)[0];

        assertThat(header).containsPattern("(?m)^Auto-Submitted: auto-generated\\s*$");
        assertThat(header).containsPattern("(?m)^Message-ID: <[0-9a-f-]{36}@getanswers\\.test>\\s*$");
        assertThat(header).doesNotContainPattern("(?m)^[!-9;-~]+:\\s*$(?!\\s*^[ \\t])");
        assertThat(header.split("(?m)^Message-ID:", -1)).hasSize(2);
    }

    @Test
    void theAnswerIsTheSameWhetherOrNotTheAccountExists() {
        var known = newAddress();
        registered(known);
        var answers = List.of(askForLink(known, newClient()), askForLink(newAddress(), newClient()));
        assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(202));
        assertThat(answers.get(0).asString()).isEqualTo(answers.get(1).asString());
    }

    @Test
    void theLinkOpensAnAccountForANewAddress() throws Exception {
        var email = newAddress();
        verify(linkMailedTo(email))
                .then()
                .statusCode(200)
                .body("user.email", equalTo(email))
                .body("user.name", equalTo(email.substring(0, email.indexOf('@'))));
        assertThat(value(
                        Long.class,
                        "select count(*) from user_counters join users on users.id = user_id where email = ?",
                        email))
                .isEqualTo(1);
    }

    @Test
    void theMailAndTheAnswerSayThatAPasswordGoes() {
        var email = newAddress();
        registered(email);

        verify(linkMailedTo(email)).then().statusCode(200).body("passwordRemoved", equalTo(true));
        verify(linkMailedTo(email)).then().statusCode(200).body("passwordRemoved", equalTo(false));

        assertThat(mailTo.apply(email).get(0)).contains("removes the password");
        assertThat(mailTo.apply(email).get(1)).doesNotContain("password");
    }

    /** Registering proves no address: someone may have registered that of another. */
    @Test
    void theFirstLinkEndsWhatWhoeverRegisteredTheAddressHolds() throws Exception {
        var email = newAddress();
        var attacker = registered(email);
        me(attacker.getString("access_token")).then().statusCode(200);
        assertThat(value(String.class, "select email_verified_at::text from users where email = ?", email))
                .isNull();

        var owner = verify(linkMailedTo(email)).then().statusCode(200).extract().jsonPath();

        me(attacker.getString("access_token")).then().statusCode(401);
        refresh(attacker.getString("refresh_token")).then().statusCode(401);
        login(email, PASSWORD).then().statusCode(401);
        me(owner.getString("access_token")).then().statusCode(200).body("user.email", equalTo(email));
        post("password", Map.of("newPassword", "staple correct horse"), owner.getString("access_token"))
                .then()
                .statusCode(204);
        login(email, "staple correct horse").then().statusCode(200);
        refresh(owner.getString("refresh_token")).then().statusCode(200);
        assertThat(value(String.class, "select email_verified_at::text from users where email = ?", email))
                .isNotNull();
    }

    /** Somebody else may have registered the address, and what they set would act for its owner. */
    @Test
    void nothingThatWasSetBeforeTheFirstProofActsAfterIt() throws Exception {
        var email = newAddress();
        setUp(registered(email).getString("access_token"));
        change("update users set addresses = '{other@example.org}' where email = ?", email);

        var owner = verify(linkMailedTo(email)).jsonPath().getString("access_token");

        me(owner)
                .then()
                .statusCode(200)
                .body("user.name", equalTo(email.split("@", 2)[0]))
                .body("user.autonomyLevel", equalTo("medium"));
        policies(owner).then().body("items", hasSize(0));
        assertThat(value(Long.class, "select cardinality(addresses)::bigint from users where email = ?", email))
                .isZero();
    }

    @Test
    void anOwnerWhoSaysSoKeepsWhatWasSet() {
        var email = newAddress();
        setUp(registered(email).getString("access_token"));

        var owner = post("verify", Map.of("token", linkMailedTo(email), "keepSettings", true))
                .jsonPath()
                .getString("access_token");

        me(owner).then().body("user.name", equalTo("Another")).body("user.autonomyLevel", equalTo("high"));
        policies(owner).then().body("items", hasSize(1));
    }

    @Test
    void laterProofsChangeNoSettings() {
        var email = newAddress();
        var owner = verify(linkMailedTo(email)).jsonPath().getString("access_token");
        setUp(owner);

        verify(linkMailedTo(email)).then().statusCode(200);

        me(owner).then().body("user.name", equalTo("Another"));
        policies(owner).then().body("items", hasSize(1));
    }

    private static void setUp(String accessToken) {
        given().auth()
                .oauth2(accessToken)
                .contentType(ContentType.JSON)
                .body(Map.of("name", "Another", "autonomyLevel", "high"))
                .patch("/api/auth/me")
                .then()
                .statusCode(200);
        given().auth()
                .oauth2(accessToken)
                .contentType(ContentType.JSON)
                .body(POLICY)
                .post("/api/policies")
                .then()
                .statusCode(201);
    }

    private static Response policies(String accessToken) {
        return given().auth().oauth2(accessToken).get("/api/policies");
    }

    @Test
    void laterLinksLeaveThePasswordAndTheSessionsAlone() {
        var email = newAddress();
        var first = verify(linkMailedTo(email)).jsonPath();
        post("password", Map.of("newPassword", PASSWORD), first.getString("access_token"))
                .then()
                .statusCode(204);

        verify(linkMailedTo(email)).then().statusCode(200);

        me(first.getString("access_token")).then().statusCode(200);
        refresh(first.getString("refresh_token")).then().statusCode(200);
        login(email, PASSWORD).then().statusCode(200);
    }

    /** Another instance may take an ended session for alive for some seconds; here a stale answer of the cache does. */
    @Test
    void anEndedSessionThatIsStillBelievedInSetsNoPassword() throws Exception {
        var email = newAddress();
        var attacker = registered(email).getString("access_token");
        me(attacker).then().statusCode(200);
        change("update users set password_hash = null where email = ?", email);
        change("update sessions set ended_at = now() where user_id = (select id from users where email = ?)", email);

        post("password", Map.of("newPassword", "staple correct horse"), attacker)
                .then()
                .statusCode(409);

        assertThat(value(String.class, "select password_hash from users where email = ?", email))
                .isNull();
    }

    @Test
    void theLinkWorksOnce() {
        var token = linkMailedTo(newAddress());
        verify(token).then().statusCode(200);
        verify(token).then().statusCode(401);
    }

    @Test
    void ofManyWhoRedeemALinkTogetherOneDoes() throws Exception {
        var token = linkMailedTo(newAddress());
        var statuses = together(10, () -> verify(token).statusCode());
        assertThat(Collections.frequency(statuses, 200)).isEqualTo(1);
        assertThat(Collections.frequency(statuses, 401)).isEqualTo(9);
    }

    @Test
    void twoLinksOfANewAddressRedeemedTogetherOpenOneAccount() throws Exception {
        var email = newAddress();
        var tokens = List.of(linkMailedTo(email), linkMailedTo(email)).iterator();
        var statuses = together(2, () -> {
            String token;
            synchronized (tokens) {
                token = tokens.next();
            }
            return verify(token).statusCode();
        });
        assertThat(statuses).containsOnly(200);
        assertThat(value(Long.class, "select count(*) from users where email = ?", email))
                .isEqualTo(1);
    }

    @Test
    void anExpiredLinkIsAnsweredLikeAMadeUpOne() throws Exception {
        var token = linkMailedTo(newAddress());
        change(
                "update magic_links set expires_at = ? where token = ?",
                OffsetDateTime.now().minusSeconds(1),
                SecretToken.hash(token));
        var expired = verify(token).then().statusCode(401).extract().path("detail");
        assertThat(verify(SecretToken.random().text())
                        .then()
                        .statusCode(401)
                        .extract()
                        .<String>path("detail"))
                .isEqualTo(expired);
    }

    @Test
    void theDatabaseHoldsTheHashAlone() throws Exception {
        var email = newAddress();
        var token = linkMailedTo(email);
        assertThat(value(String.class, "select token from magic_links where email = ?", email))
                .isEqualTo(SecretToken.hash(token))
                .hasSize(64);
    }

    @Test
    void aLinkLastsTenMinutes() throws Exception {
        var email = newAddress();
        linkMailedTo(email);
        assertThat(value(
                        Double.class,
                        "select extract(epoch from expires_at - created_at)::float8 from magic_links where email = ?",
                        email))
                .isEqualTo(Duration.ofMinutes(10).toSeconds());
    }

    @Test
    void threeMailsAnHourGoToAnAddressForAClient() throws Exception {
        var email = newAddress();
        var client = newClient();
        var statuses = together(8, () -> askForLink(email, client).statusCode());
        assertThat(Collections.frequency(statuses, 202)).isEqualTo(3);
        assertThat(Collections.frequency(statuses, 429)).isEqualTo(5);
        var wait = askForLink(email, client).header("Retry-After");
        assertThat(Integer.parseInt(wait)).isBetween(3500, 3600);
        askForLink(email, newClient()).then().statusCode(202);

        change(
                "update sign_in_attempts set attempted_at = attempted_at - interval '1 hour' where subject_hash = ?",
                SecretToken.hash(email + " " + ClientAddress.parse(client).network()));
        askForLink(email, client).then().statusCode(202);
    }

    @Test
    void tenMailsAnHourGoToAnAddressForAllButTheOwnersClients() throws Exception {
        var email = newAddress();
        var owners = newClient();
        given().header("X-Forwarded-For", owners)
                .contentType(ContentType.JSON)
                .body(Map.of("token", linkMailedTo(email)))
                .post("/api/auth/verify")
                .then()
                .statusCode(200);
        var statuses = together(12, () -> askForLink(email, newClient()).statusCode());
        assertThat(Collections.frequency(statuses, 202)).isEqualTo(9);
        askForLink(email, owners).then().statusCode(202);
    }

    @Test
    void twentyMailsAnHourAreSentForAClient() throws Exception {
        var client = newClient();
        var statuses = together(25, () -> askForLink(newAddress(), client).statusCode());
        assertThat(Collections.frequency(statuses, 202)).isEqualTo(20);
        assertThat(Collections.frequency(statuses, 429)).isEqualTo(5);
    }

    /** Otherwise a client that has used up its own tries could keep an address from getting its mail. */
    @Test
    void aTryThatIsRefusedForTheClientDoesNotCountForTheAddress() throws Exception {
        var client = newClient();
        together(20, () -> askForLink(newAddress(), client).statusCode());
        var email = newAddress();
        askForLink(email, client).then().statusCode(429);
        assertThat(value(
                        Long.class,
                        "select count(*) from sign_in_attempts where subject_hash = ?",
                        SecretToken.hash(email)))
                .isZero();
    }

    private static Response verify(String token) {
        return post("verify", Map.of("token", token));
    }
}
