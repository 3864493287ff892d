package co.getanswers.review;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import co.getanswers.TestAccounts;
import co.getanswers.TestAccounts.Account;
import co.getanswers.TestDatabase;
import co.getanswers.TestSql;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The first proof of an address that somebody else may have registered: nothing that they decided is sent. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class FirstProofTest {
    private static final Map<String, Object> POLICY = Map.of(
            "name",
            "Agree to all",
            "rules",
            Map.of(
                    "priority",
                    100,
                    "when",
                    Map.of("all", List.of(Map.of("field", "sender.domain", "op", "equals", "value", "acme.example"))),
                    "then",
                    List.of(Map.of("effect", "require_review"))));

    private Account registrant;
    private Mailbox mailbox;

    @BeforeEach
    void anUnprovedAccount() {
        registrant = TestAccounts.createUnproved();
        mailbox = new Mailbox(registrant);
    }

    @AfterEach
    void theCountersEqualAFreshCount() {
        if (TestSql.value(Long.class, "select count(*) from users where id = ?", registrant.id()) == 1) {
            mailbox.assertCountersAreRight();
        }
    }

    @Test
    void theOwnerSeesNothingOfItUnasked() {
        var card = answerable();
        edit(card, "Pay the other account.").then().statusCode(200);
        registrant.sends(POLICY).post("/api/policies").then().statusCode(201);

        var owner = proved(false);

        for (var path : List.of("/api/conversations", "/api/objectives", "/api/policies")) {
            asked(owner).get(path).then().statusCode(200).body("items", hasSize(0));
        }
        asked(owner).get("/api/queue").then().body("cards", hasSize(0));
        read(owner, card).then().statusCode(404);
        asked(owner)
                .get("/api/auth/me")
                .then()
                .body("user.email", equalTo(registrant.email()))
                .body("setAside.messages", equalTo(1))
                .body("setAside.objectives", equalTo(1))
                .body("setAside.policies", equalTo(1));
    }

    @Test
    void theOwnerDeletesIt() {
        var card = answerable();
        var owner = proved(false);

        asked(owner).delete("/api/auth/set-aside").then().statusCode(204);

        asked(owner).get("/api/auth/me").then().body("setAside", nullValue());
        asked(owner).delete("/api/auth/set-aside").then().statusCode(404);
        asked(owner).post("/api/auth/set-aside/restore").then().statusCode(404);
        assertThat(TestSql.value(Long.class, "select count(*) from agent_actions where id = ?", card))
                .isZero();
    }

    @Test
    void itGoesWithTheAccountOfTheOwner() {
        answerable();
        var owner = proved(false);

        asked(owner).delete("/api/auth/me").then().statusCode(204);

        assertThat(TestSql.value(Long.class, "select count(*) from users where id = ?", registrant.id()))
                .isZero();
    }

    @Test
    void itIsNotMixedWithContentOfTheOwner() {
        answerable();
        var owner = proved(false);
        asked(owner)
                .contentType(ContentType.JSON)
                .body(Map.of("title", "A matter"))
                .post("/api/objectives")
                .then()
                .statusCode(201);

        asked(owner).post("/api/auth/set-aside/restore").then().statusCode(409);

        asked(owner).get("/api/auth/me").then().body("setAside.objectives", equalTo(1));
    }

    @Test
    void aSessionThatEndsWithTheProofIsRefused() {
        answerable();
        var owner = proved(false);
        registrant.request().get("/api/queue").then().statusCode(401);

        var restored = restored(owner);

        asked(owner).get("/api/queue").then().statusCode(401);
        asked(restored).get("/api/queue").then().body("cards", hasSize(1));
    }

    @Test
    void itReturnsWhatWasQueuedToReview() {
        var card = answerable();
        var filed =
                mailbox.card(mailbox.conversation(mailbox.objective("Other", "waiting_on_you")), "file", "high", 50, 1);
        var kept = mailbox.card();
        edit(card, "Pay the other account.").then().statusCode(200);
        approve(filed).then().statusCode(200);

        var owner = restored(proved(false));

        for (var id : List.of(card, filed)) {
            assertThat(mailbox.executions(id)).isZero();
            assertThat(mailbox.objectiveStatus(id)).isEqualTo("waiting_on_you");
        }
        read(owner, card)
                .then()
                .body("status", equalTo("pending"))
                .body("returnedReason", containsString("before the address was proved"))
                .body("proposedAction", equalTo("Pay the other account."));
        read(owner, kept).then().body("status", equalTo("pending")).body("returnedReason", nullValue());
    }

    @Test
    void itStopsWhatAWorkerHasLeasedAndWhatFailed() {
        var leased = answerable();
        var failed = answerable();
        var unknown = answerable();
        for (var card : List.of(leased, failed, unknown)) {
            edit(card, "Pay the other account.").then().statusCode(200);
        }
        TestSql.execute(
                "update executions set leased_by = 'a worker', leased_until = now() + interval '1 minute', attempts = 1"
                        + " where action_id = ?",
                leased);
        TestSql.execute("update executions set status = 'failed' where action_id = ?", failed);
        TestSql.execute("update executions set status = 'unknown' where action_id = ?", unknown);

        restored(proved(false));

        assertThat(List.of(mailbox.executions(leased), mailbox.executions(failed), mailbox.executions(unknown)))
                .containsExactly(0L, 0L, 1L);
    }

    @Test
    void anOwnerWhoSaysSoKeepsWhatWasDecided() {
        var card = answerable();
        edit(card, "Yes.").then().statusCode(200);

        proved(true);

        assertThat(mailbox.executions(card)).isOne();
    }

    @Test
    void laterProofsStopNothing() {
        TestSql.execute("update users set email_verified_at = now() where id = ?", registrant.id());
        var card = answerable();
        edit(card, "Yes.").then().statusCode(200);

        proved(false);

        assertThat(mailbox.executions(card)).isOne();
    }

    /** Another instance takes an ended session for alive for some seconds; here the cache of this one does. */
    @Test
    void aSessionThatIsStillBelievedInChangesAndDecidesNothing() {
        var card = answerable();
        var failed = answerable();
        edit(failed, "Yes.").then().statusCode(200);
        TestSql.execute("update executions set status = 'failed' where action_id = ?", failed);
        var policy = registrant
                .sends(POLICY)
                .post("/api/policies")
                .then()
                .statusCode(201)
                .extract()
                .<String>path("id");
        TestSql.execute("update sessions set ended_at = now() where user_id = ?", registrant.id());

        assertThat(List.of(
                        registrant.sends(POLICY).post("/api/policies").statusCode(),
                        registrant.sends(POLICY).put("/api/policies/" + policy).statusCode(),
                        registrant.request().delete("/api/policies/" + policy).statusCode(),
                        registrant
                                .sends(Map.of("autonomyLevel", "high"))
                                .patch("/api/auth/me")
                                .statusCode(),
                        approve(card).statusCode(),
                        edit(card, "Yes.").statusCode(),
                        registrant
                                .request()
                                .post("/api/queue/" + failed + "/retry")
                                .statusCode()))
                .containsOnly(401);
        assertThat(mailbox.executions(card)).isZero();
        assertThat(TestSql.value(String.class, "select status from executions where action_id = ?", failed))
                .isEqualTo("failed");
        assertThat(TestSql.value(String.class, "select autonomy_level from users where id = ?", registrant.id()))
                .isEqualTo("medium");
    }

    @Test
    void aDecisionThatWaitsForTheProofComesTooLate() throws Exception {
        var next = answerable();
        read(registrant.token(), next).then().statusCode(200);

        var decision = whileTheProofRuns(
                "user_counters set waiting_on_you = waiting_on_you where user_id", () -> approve(next));

        assertThat(decision.statusCode()).isEqualTo(401);
        assertThat(mailbox.executions(next)).isZero();
    }

    @Test
    void aPolicyThatWaitsForTheProofComesTooLate() throws Exception {
        read(registrant.token(), answerable());

        var policy = whileTheProofRuns(
                "users set updated_at = now() where id",
                () -> registrant.sends(POLICY).post("/api/policies"));

        assertThat(policy.statusCode()).isEqualTo(401);
        assertThat(TestSql.value(Long.class, "select count(*) from policies where user_id = ?", registrant.id()))
                .isZero();
    }

    /** Sends the request while a transaction holds the row, which then ends the sessions, as a proof on another instance does. */
    private Response whileTheProofRuns(String row, Supplier<Response> request) throws SQLException {
        try (var connection = TestSql.connection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("update " + row + " = '" + registrant.id() + "'");
            var answer = CompletableFuture.supplyAsync(request);
            AtOnce.awaitAStatementThatWaitsForALock();
            statement.execute("update sessions set ended_at = now() where user_id = '" + registrant.id() + "'");
            connection.commit();
            return answer.join();
        }
    }

    /** A card whose reply has a recipient. */
    private UUID answerable() {
        var conversation = mailbox.conversation(mailbox.objective("Renewal", "waiting_on_you"));
        mailbox.message(conversation, "incoming", Instant.parse("2026-11-20T10:00:00Z"), "A quote?");
        return mailbox.card(conversation, "draft", "low", 50, 0.8);
    }

    private Response approve(UUID card) {
        return registrant.sends(Map.of()).post("/api/queue/" + card + "/approve");
    }

    private Response edit(UUID card, String text) {
        return registrant.sends(Map.of("editedContent", text)).post("/api/queue/" + card + "/edit");
    }

    private static Response read(String token, UUID card) {
        return given().auth().oauth2(token).get("/api/queue/" + card);
    }

    private static RequestSpecification asked(String token) {
        return given().noContentType().auth().oauth2(token);
    }

    private static String restored(String token) {
        return asked(token)
                .post("/api/auth/set-aside/restore")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }

    /** Redeems a link, as the owner of the address does, and returns the owner's token. */
    private String proved(boolean keepSettings) {
        var token = UUID.randomUUID().toString();
        TestSql.execute(
                "insert into magic_links (id, email, token, expires_at, created_at)"
                        + " values (gen_random_uuid(), ?, encode(sha256(?::bytea), 'hex'), now() + interval '1 hour', now())",
                registrant.email(),
                token.getBytes(StandardCharsets.UTF_8));
        return given().contentType(ContentType.JSON)
                .body(Map.of("token", token, "keepSettings", keepSettings))
                .post("/api/auth/verify")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }
}
