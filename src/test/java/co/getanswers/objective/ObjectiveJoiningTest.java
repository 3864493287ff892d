package co.getanswers.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import co.getanswers.TestAccounts;
import co.getanswers.TestDatabase;
import co.getanswers.TestSql;
import co.getanswers.review.Mailbox;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ObjectiveJoiningTest {
    private Mailbox mailbox;

    @BeforeEach
    void aMailbox() {
        mailbox = new Mailbox(TestAccounts.create());
    }

    @AfterEach
    void theCountersEqualAFreshCount() {
        mailbox.assertCountersAreRight();
    }

    @Test
    void aMergeTakesConversationsAndCardsAndEndsTheOther() {
        var into = mailbox.objective("The contract", "handled");
        var merged = mailbox.objective("Re: contract?", "waiting_on_you");
        var conversation = mailbox.conversation(merged);
        var card = mailbox.card(conversation, "draft", "high", 50, 0.8);

        merge(merged, into)
                .statusCode(200)
                .body("id", equalTo(into.toString()))
                .body("title", equalTo("The contract"))
                .body("status", equalTo("waiting_on_you"));

        mailbox.owner().request().get("/api/objectives/{id}", merged).then().statusCode(404);
        assertThat(conversationsOf(into)).containsExactly(conversation.toString());
        mailbox.owner().request().get("/api/queue/{id}", card).then().body("status", equalTo("pending"));
    }

    @Test
    void mailThatContinuesAMovedConversationStaysWithItsNewObjective() {
        var first = receives("first@test.example", null);
        var other = mailbox.objective("Everything about the move", "waiting_on_others");

        move(first.path("conversationId"), other).statusCode(200).body("status", equalTo("waiting_on_you"));
        var second = receives("second@test.example", "first@test.example");

        assertThat(second.<String>path("objectiveId")).isEqualTo(other.toString());
        mailbox.owner()
                .request()
                .get("/api/objectives/{id}", first.<String>path("objectiveId"))
                .then()
                .body("status", equalTo("handled"));
    }

    @Test
    void aDecisionThatIsWithdrawnAfterAMoveWaitsOnThePerson() {
        var from = mailbox.objective("Renewal", "scheduled");
        var conversation = mailbox.conversation(from);
        var card = mailbox.card(conversation, "draft", "low", 50, 0.8);
        mailbox.owner().request().post("/api/queue/{id}/approve", card).then().statusCode(200);
        var to = mailbox.objective("All renewals", "waiting_on_others");

        move(conversation.toString(), to).statusCode(200).body("status", equalTo("waiting_on_others"));
        mailbox.owner().request().post("/api/queue/{id}/withdraw", card).then().statusCode(200);

        assertThat(mailbox.objectiveStatus(card)).isEqualTo("waiting_on_you");
    }

    @Test
    void aConversationThatIsThereAlreadyStaysAndARepeatedMergeHasOneEffect() {
        var objective = mailbox.objective("Renewal", "scheduled");
        var conversation = mailbox.conversation(objective);
        move(conversation.toString(), objective)
                .statusCode(200)
                .body("status", equalTo("scheduled"))
                .body("dueAt", nullValue());
        var into = mailbox.objective("All renewals", "handled");

        for (var time = 0; time < 2; time++) {
            mailbox.owner()
                    .sends(Map.of("into", into))
                    .header("Idempotency-Key", "merge-" + objective)
                    .post("/api/objectives/{id}/merge", objective)
                    .then()
                    .statusCode(200)
                    .body("status", equalTo("scheduled"));
        }
        merge(objective, into).statusCode(404);
    }

    @Test
    void whatIsNotOnesOwnOrNoOtherIsRefused() {
        var mine = mailbox.objective("Mine", "handled");
        var conversation = mailbox.conversation(mine);
        var stranger = new Mailbox(TestAccounts.create());
        var theirs = stranger.objective("Theirs", "handled");
        var theirConversation = stranger.conversation(theirs);

        merge(mine, mine).statusCode(422).body("errors[0].field", equalTo("into"));
        merge(mine, theirs).statusCode(404);
        merge(theirs, mine).statusCode(404);
        move(conversation.toString(), theirs).statusCode(404);
        move(theirConversation.toString(), mine).statusCode(404);
        mailbox.owner()
                .sends(Map.of())
                .post("/api/objectives/{id}/merge", mine)
                .then()
                .statusCode(422);

        assertThat(conversationsOf(mine)).containsExactly(conversation.toString());
        stranger.assertCountersAreRight();
    }

    @Test
    void concurrentMergesMovesAndNewMailLoseNothing() throws Exception {
        var one = receives("one@test.example", null);
        var other = receives("other@test.example", null);
        var a = UUID.fromString(one.path("objectiveId"));
        var b = UUID.fromString(other.path("objectiveId"));
        var c = mailbox.objective("A third", "handled");
        var work = new ArrayList<Callable<Integer>>();
        for (var i = 0; i < 6; i++) {
            var number = i;
            work.add(() -> receives("to-one-" + number + "@test.example", "one@test.example")
                    .statusCode());
            work.add(() -> receives("to-other-" + number + "@test.example", "other@test.example")
                    .statusCode());
            work.add(() -> move(one.path("conversationId"), number % 2 == 0 ? b : c)
                    .extract()
                    .statusCode());
        }
        work.add(5, () -> merge(a, b).extract().statusCode());
        work.add(9, () -> merge(b, a).extract().statusCode());
        work.add(13, () -> merge(b, c).extract().statusCode());

        var threads = Executors.newFixedThreadPool(8);
        try {
            for (var answer : threads.invokeAll(work)) {
                assertThat(answer.get()).isIn(Set.of(200, 201, 404));
            }
        } finally {
            threads.shutdown();
        }

        assertThat(TestSql.value(
                        Long.class,
                        "select count(*) from messages where user_id = ?",
                        mailbox.owner().id()))
                .isEqualTo(14);
        for (var conversation : List.of(one, other)) {
            assertThat(TestSql.value(
                            Long.class,
                            "select count(*) from messages where conversation_id = ?::uuid",
                            conversation.<String>path("conversationId")))
                    .isEqualTo(7);
        }
    }

    private ValidatableResponse merge(UUID id, UUID into) {
        return mailbox.owner()
                .sends(Map.of("into", into))
                .post("/api/objectives/{id}/merge", id)
                .then();
    }

    private ValidatableResponse move(String conversation, UUID to) {
        return mailbox.owner()
                .request()
                .put("/api/objectives/{id}/conversations/{conversation}", to, conversation)
                .then();
    }

    private List<String> conversationsOf(UUID objective) {
        return mailbox.owner()
                .request()
                .get("/api/conversations?objectiveId={id}", objective)
                .path("items.id");
    }

    private Response receives(String id, String inReplyTo) {
        var mail = "From: Dana Reyes <dana@acme.example>\r\nTo: "
                + mailbox.owner().email()
                + "\r\nSubject: Offer " + id.replaceAll("(to-|-\\d|@).*", "") + "\r\nMessage-ID: <" + id + ">\r\n"
                + (inReplyTo == null ? "" : "In-Reply-To: <" + inReplyTo + ">\r\n")
                + "Date: Fri, 20 Nov 2026 10:00:00 +0000\r\n\r\nCould you send me the contract?\r\n";
        var answer = mailbox.owner()
                .request()
                .contentType("message/rfc822")
                .body(mail.getBytes(StandardCharsets.UTF_8))
                .post("/api/messages");
        assertThat(answer.statusCode()).isEqualTo(201);
        return answer;
    }
}
