package co.getanswers.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import co.getanswers.TestAccounts;
import co.getanswers.TestDatabase;
import co.getanswers.TestSql;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class OwnReplyTest {
    private Mailbox mailbox;
    private UUID conversation;

    @BeforeEach
    void aConversation() {
        mailbox = new Mailbox(TestAccounts.create());
        conversation = mailbox.conversation(mailbox.objective("Renewal", "waiting_on_you"));
    }

    @AfterEach
    void theCountersEqualAFreshCount() {
        mailbox.assertCountersAreRight();
    }

    private ValidatableResponse reply(Map<String, Object> body) {
        return mailbox.owner()
                .sends(body)
                .post("/api/conversations/{id}/reply", conversation)
                .then();
    }

    private long actions() {
        return TestSql.value(Long.class, "select count(*) from agent_actions where conversation_id = ?", conversation);
    }

    @Test
    void withoutACardTheAnswerIsOneOfItsOwn() {
        mailbox.message(conversation, "incoming", Instant.now(), "Can you send the quote?");

        var card = reply(Map.of("text", "Here it is."))
                .statusCode(200)
                .body("status", equalTo("edited"))
                .body("proposedAction", equalTo("Here it is."))
                .body("recipients.to.email", contains("dana@acme.example"))
                .body("execution.status", equalTo("queued"))
                .extract()
                .<String>path("id");

        assertThat(mailbox.objectiveStatus(UUID.fromString(card))).isEqualTo("waiting_on_others");
        mailbox.owner().request().get("/api/queue/{id}/preview", card).then().statusCode(200);
    }

    @Test
    void aPendingCardAboutTheMessageIsDecidedByTheAnswer() {
        mailbox.message(conversation, "incoming", Instant.now(), "Can you send the quote?");
        var card = mailbox.card(conversation, "draft", "high", 50, 0.8);

        reply(Map.of("text", "Here it is.")).statusCode(200).body("id", equalTo(card.toString()));

        assertThat(actions()).isEqualTo(1);
    }

    @Test
    void aWithdrawalKeepsTheTextAndItsRecipients() {
        mailbox.message(conversation, "incoming", Instant.now(), "Can you send the quote?");
        var card = reply(Map.of(
                        "text", "Here it is.", "to", List.of("Lee@Acme.example"), "cc", List.of("jo@acme.example")))
                .statusCode(200)
                .body("recipients.to.email", contains("Lee@Acme.example"))
                .extract()
                .<String>path("id");

        mailbox.owner()
                .request()
                .post("/api/queue/{id}/withdraw", card)
                .then()
                .statusCode(200)
                .body("status", equalTo("pending"))
                .body("proposedAction", equalTo("Here it is."))
                .body("recipients.cc.email", contains("jo@acme.example"));
    }

    @Test
    void theSameKeySendsOneAnswer() {
        mailbox.message(conversation, "incoming", Instant.now(), "Can you send the quote?");
        var first = withKey("one");

        assertThat(withKey("one")).isEqualTo(first);
        assertThat(actions()).isEqualTo(1);
        assertThat(withKey("two")).isNotEqualTo(first);
    }

    private String withKey(String key) {
        return mailbox.owner()
                .sends(Map.of("text", "Here it is."))
                .header("Idempotency-Key", key)
                .post("/api/conversations/{id}/reply", conversation)
                .then()
                .statusCode(200)
                .extract()
                .path("id");
    }

    @Test
    void aConversationWithNobodyIsRefused() {
        reply(Map.of("text", "Hello?")).statusCode(409).body("detail", containsString("nobody who could be answered"));

        assertThat(actions()).isZero();
    }

    @Test
    void theNewestMessageThatMayBeAnsweredIs() {
        var question = mailbox.message(conversation, "incoming", Instant.now().minusSeconds(60), "The quote?");
        var away = mailbox.message(conversation, "incoming", Instant.now(), "I am away.");
        unanswerable(away);

        var card =
                reply(Map.of("text", "Here it is.")).statusCode(200).extract().<String>path("id");

        assertThat(TestSql.value(
                        UUID.class, "select message_id from agent_actions where id = ?", UUID.fromString(card)))
                .isEqualTo(question);
    }

    @Test
    void whereNothingMayBeAnsweredItIsRefused() {
        unanswerable(mailbox.message(conversation, "incoming", Instant.now(), "I am away."));

        reply(Map.of("text", "Hello?")).statusCode(409).body("detail", containsString("must not be answered"));
    }

    private void unanswerable(UUID message) {
        var card = mailbox.card(conversation, "file", "low", 5, 0.9);
        TestSql.execute("""
                update agent_actions
                set message_id = ?, rationale = jsonb_set(rationale::jsonb, '{signals}',
                  '[{"name": "must_not_be_answered", "affects": "action_type", "weight": 0, "detail": "file"}]')
                where id = ?""", message, card);
    }

    @Test
    void onesOwnMailIsFollowedUpToItsRecipients() {
        var sent = mailbox.message(conversation, "outgoing", Instant.now(), "Here is my offer.");
        TestSql.execute("""
                update messages
                set mail_addresses = '{"to": [{"email": "lee@acme.example", "name": "Lee"}]}'
                where id = ?""", sent);

        reply(Map.of("text", "Did you get it?"))
                .statusCode(200)
                .body("recipients.to.email", contains("lee@acme.example"));
    }

    @Test
    void whatIsNotValidIsSaid() {
        reply(Map.of("text", " ")).statusCode(422);
        reply(Map.of("text", "Hi", "to", List.of("nobody", "a b@acme.example"), "replyAll", true))
                .statusCode(422)
                .body("errors.field", hasItems("to[0]", "to[1]", "replyAll"));
        reply(Map.of("text", "Hi", "cc", List.of("jo@acme.example")))
                .statusCode(422)
                .body("errors.field", contains("to"));
    }

    @Test
    void anotherPersonsConversationIsAbsent() {
        var other = new Mailbox(TestAccounts.create());
        other.owner()
                .sends(Map.of("text", "Hi"))
                .post("/api/conversations/{id}/reply", conversation)
                .then()
                .statusCode(404);
    }
}
