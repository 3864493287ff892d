package co.getanswers.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import co.getanswers.MailAccounts;
import co.getanswers.TestAccounts;
import co.getanswers.TestAccounts.Account;
import co.getanswers.TestDatabase;
import co.getanswers.TestSql;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.ValidatableResponse;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class MailAccountResourceTest {
    private static final String PASSWORD = "s3cret-of-mara";

    private static final GreenMail SERVER = PatientGreenMail.of(ServerSetup.PROTOCOL_IMAPS, ServerSetup.PROTOCOL_SMTPS);

    private Account account;

    @BeforeAll
    static void start() {
        SERVER.start();
        SERVER.setUser("mara@example.org", "mara", PASSWORD);
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    @BeforeEach
    void anAccount() {
        account = TestAccounts.create();
    }

    private static String body(String password) {
        return """
                {"addresses": ["Mara@Example.org", "sales@example.org"], "password": "%s",
                 "imap": {"host": "127.0.0.1", "port": %d, "tls": "implicit", "username": "mara"},
                 "smtp": {"host": "127.0.0.1", "port": %d, "tls": "implicit", "username": "mara"}}""".formatted(
                        password, SERVER.getImaps().getPort(), SERVER.getSmtps().getPort());
    }

    private ValidatableResponse connect(String password) {
        return account.sends(body(password)).post("/api/accounts").then();
    }

    @Test
    void aMailboxIsConnectedAndItsPasswordIsNowhereInClear() {
        var answer = connect(PASSWORD)
                .statusCode(201)
                .body("provider", equalTo("imap"))
                .body("addresses", contains("mara@example.org", "sales@example.org"))
                .body("imap.port", equalTo(SERVER.getImaps().getPort()))
                .body("keepsSent", equalTo(true))
                .body("state", equalTo("connecting"))
                .body("reason", nullValue())
                .body("progress.total", equalTo(0))
                .body("lastSuccessAt", nullValue())
                .body(not(containsString(PASSWORD)));
        String id = answer.extract().path("id");
        answer.header("Location", endsWith("/api/accounts/" + id));

        account.request()
                .get("/api/accounts")
                .then()
                .statusCode(200)
                .body("items.id", contains(id))
                .body(not(containsString(PASSWORD)));
        account.request().get("/api/accounts/{id}", id).then().statusCode(200).body("createdAt", notNullValue());
        var row = TestSql.value(String.class, "select to_jsonb(a)::text from mail_accounts a where id = ?::uuid", id);
        assertThat(row).contains("\"kid\"", "\"box\"").doesNotContain(PASSWORD);
    }

    @Test
    void aWrongPasswordIsToldAndNothingIsStored() {
        connect("not-the-password")
                .statusCode(422)
                .contentType("application/problem+json")
                .body("errors.field", contains("imap"))
                .body("errors[0].message", containsString("refuses the login of mara"))
                .body(not(containsString("not-the-password")));

        account.request().get("/api/accounts").then().body("items", empty());
    }

    @Test
    void aServerThatDoesNotSendIsToldApartFromOneThatDoesNotRead() {
        account.sends(body(PASSWORD)
                        .replace(
                                "\"port\": " + SERVER.getSmtps().getPort(),
                                "\"port\": " + SERVER.getImaps().getPort()))
                .post("/api/accounts")
                .then()
                .statusCode(422)
                .body("errors.field", contains("smtp"));

        account.request().get("/api/accounts").then().body("items", empty());
    }

    @Test
    void aServerInsideAnotherNetworkIsNotConnectedTo() {
        account.sends(body(PASSWORD).replaceFirst("127\\.0\\.0\\.1", "169.254.169.254"))
                .post("/api/accounts")
                .then()
                .statusCode(422)
                .body("errors[0].message", containsString("not on the public Internet"));
    }

    @Test
    void theSameMailboxAgainAndOneTooManyAreRefused() {
        connect(PASSWORD).statusCode(201);
        connect(PASSWORD).statusCode(409).body("detail", containsString("connected already"));
        for (var i = 1; i < 10; i++) {
            MailAccounts.insert(account.email());
        }
        connect(PASSWORD).statusCode(409).body("detail", containsString("10 is the most"));
    }

    @Test
    void aRepeatedRequestConnectsOnceAndGetsTheSameAnswer() {
        var key = UUID.randomUUID().toString();
        keyed(key, "not-the-password").statusCode(422);

        var first = keyed(key, PASSWORD).statusCode(201).extract();
        var again = keyed(key, PASSWORD).statusCode(201).extract();

        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        keyed(key, "another").statusCode(422).body("errors.field", contains("Idempotency-Key"));
        account.request().get("/api/accounts").then().body("items.size()", equalTo(1));
    }

    @Test
    void manyRequestsAtOnceWithOneKeyConnectOnce() {
        var key = UUID.randomUUID().toString();

        var answers = Collections.nCopies(20, PASSWORD).parallelStream()
                .map(password -> keyed(key, password).extract())
                .toList();

        assertThat(answers)
                .extracting(ExtractableResponse::statusCode)
                .isSubsetOf(201, 409)
                .contains(201);
        var connected = keyed(key, PASSWORD).statusCode(201).extract().asString();
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() == 201)
                .extracting(answer -> answer.asString())
                .containsOnly(connected);
    }

    @Test
    void aRepeatedChangeGetsTheSameAnswer() {
        String id = connect(PASSWORD).statusCode(201).extract().path("id");
        var key = UUID.randomUUID().toString();

        var first = change(id, key, "{\"keepsSent\": false}");
        account.sends("{\"keepsSent\": true}").patch("/api/accounts/{id}", id);
        var again = change(id, key, "{\"keepsSent\": false}");

        assertThat(again).isEqualTo(first);
        account.request().get("/api/accounts/{id}", id).then().body("keepsSent", equalTo(true));
    }

    private ValidatableResponse keyed(String key, String password) {
        return account.sends(body(password))
                .header("Idempotency-Key", key)
                .post("/api/accounts")
                .then();
    }

    private String change(String id, String key, String change) {
        return account.sends(change)
                .header("Idempotency-Key", key)
                .patch("/api/accounts/{id}", id)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    @Test
    void nothingIsConnectedBeforeTheAddressOfTheUserIsProved() {
        account = TestAccounts.createUnproved();

        connect(PASSWORD).statusCode(409).body("detail", containsString("proved"));
        account.request().get("/api/accounts").then().body("items", empty());
    }

    @Test
    void otherServersAndNamesNeedThePassword() {
        String id = connect(PASSWORD).statusCode(201).extract().path("id");
        var elsewhere = """
                {"imap": {"host": "collector.example", "port": 993, "tls": "implicit", "username": "mara"}}""";

        account.sends(elsewhere)
                .patch("/api/accounts/{id}", id)
                .then()
                .statusCode(422)
                .body("errors.field", contains("password"));
        account.request().get("/api/accounts/{id}", id).then().body("imap.host", equalTo("127.0.0.1"));
    }

    @Test
    void aNewPasswordIsTriedBeforeItIsKept() {
        String id = connect(PASSWORD).statusCode(201).extract().path("id");
        var before = sealed(id);

        account.sends("{\"password\": \"mistyped\"}")
                .patch("/api/accounts/{id}", id)
                .then()
                .statusCode(422);
        assertThat(sealed(id)).isEqualTo(before);
        account.sends("{\"password\": \"" + PASSWORD
                        + "\", \"addresses\": [\"mara@example.org\"], \"keepsSent\": false}")
                .patch("/api/accounts/{id}", id)
                .then()
                .statusCode(200)
                .body("addresses", contains("mara@example.org"))
                .body("keepsSent", equalTo(false));
        assertThat(sealed(id)).isNotEqualTo(before);
        assertThat(TestSql.value(Integer.class, "select version from mail_accounts where id = ?::uuid", id))
                .isEqualTo(1);
    }

    @Test
    void filedMailGoesWhereThePersonSays() {
        String id = connect(PASSWORD)
                .statusCode(201)
                .body("onFile", equalTo("leave"))
                .body("fileFolder", nullValue())
                .extract()
                .path("id");

        for (var refused : List.of(
                "{\"onFile\": \"folder\"}",
                "{\"onFile\": \"folder\", \"fileFolder\": \" Inbox \"}",
                "{\"onFile\": \"folder\", \"fileFolder\": \"a\\nb\"}",
                "{\"onFile\": \"folder\", \"fileFolder\": \"%\"}")) {
            account.sends(refused)
                    .patch("/api/accounts/{id}", id)
                    .then()
                    .statusCode(422)
                    .body("errors.field", contains("fileFolder"));
        }
        account.sends("{\"onFile\": \"folder\", \"fileFolder\": \" Done \"}")
                .patch("/api/accounts/{id}", id)
                .then()
                .statusCode(200)
                .body("onFile", equalTo("folder"))
                .body("fileFolder", equalTo("Done"));
        account.sends("{\"onFile\": \"archive\"}")
                .patch("/api/accounts/{id}", id)
                .then()
                .statusCode(200)
                .body("onFile", equalTo("archive"))
                .body("fileFolder", equalTo("Done"));
    }

    private static String sealed(String id) {
        return TestSql.value(String.class, "select sealed_password::text from mail_accounts where id = ?::uuid", id);
    }

    @Test
    void aMailboxIsPausedResumedAndDisconnected() {
        String id = connect(PASSWORD).statusCode(201).extract().path("id");

        account.request()
                .post("/api/accounts/{id}/pause", id)
                .then()
                .statusCode(200)
                .body("state", equalTo("paused"));
        account.request()
                .post("/api/accounts/{id}/resume", id)
                .then()
                .statusCode(200)
                .body("state", equalTo("connecting"));
        account.request().delete("/api/accounts/{id}", id).then().statusCode(204);
        account.request().get("/api/accounts/{id}", id).then().statusCode(404);
        account.request().delete("/api/accounts/{id}", id).then().statusCode(404);
        account.request().post("/api/accounts/{id}/pause", id).then().statusCode(404);
    }

    @Test
    void theServersOfWellKnownProvidersAreFound() {
        account.request()
                .get("/api/accounts/servers?address=mara@googlemail.com")
                .then()
                .statusCode(200)
                .body("imap.host", equalTo("imap.gmail.com"))
                .body("imap.username", equalTo("mara@googlemail.com"))
                .body("smtp.port", greaterThan(0))
                .body("keepsSent", equalTo(false));
        account.request()
                .get("/api/accounts/servers?address=mara@nowhere.invalid")
                .then()
                .statusCode(404);
        account.request().get("/api/accounts/servers?address=mara").then().statusCode(422);
        account.sends("{\"addresses\": [\"mara@nowhere.invalid\"], \"password\": \"x\"}")
                .post("/api/accounts")
                .then()
                .statusCode(422)
                .body("errors[0].field", equalTo("imap"));
    }

    @Test
    void withoutAnOauthClientGmailIsNotOffered() {
        account.request().get("/api/accounts/gmail").then().statusCode(200).body("available", equalTo(false));
        account.request()
                .post("/api/accounts/gmail")
                .then()
                .statusCode(409)
                .body("detail", containsString("GETANSWERS_GMAIL_CLIENT_ID"));
        account.sends("{\"code\": \"c\", \"state\": \"s\"}")
                .post("/api/accounts/gmail/callback")
                .then()
                .statusCode(409);
    }

    @Test
    void mailFromAnAddressOfTheMailboxIsTheUsersOwn() {
        MailAccounts.insert(account.email());
        var mail = "From: box@owner.example\r\nTo: ann@client.example\r\nSubject: Offer\r\nMessage-ID: <"
                + UUID.randomUUID() + "@owner.example>\r\n\r\nHere it is.\r\n";

        account.request()
                .contentType("message/rfc822")
                .body(mail.getBytes())
                .post("/api/messages")
                .then()
                .statusCode(201)
                .body("message.direction", equalTo("outgoing"))
                .body("action", nullValue());
    }
}
