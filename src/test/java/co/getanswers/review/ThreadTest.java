package co.getanswers.review;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import co.getanswers.TestAccounts;
import co.getanswers.TestDatabase;
import co.getanswers.TestSql;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ThreadTest {
    private static final Instant MONDAY = Instant.parse("2026-01-05T09:00:00Z");

    private Mailbox mailbox;

    @BeforeEach
    void aMailbox() {
        mailbox = new Mailbox(TestAccounts.create());
    }

    @Test
    void theFirstFiftyAttachmentsAreListed() {
        var objective = mailbox.objective("Renewal", "waiting_on_you");
        var conversation = mailbox.conversation(objective);
        var message = mailbox.message(conversation, "incoming", MONDAY, "The plans.");
        mailbox.card(conversation, "draft", "low", 50, 0.8);
        TestSql.execute("""
                update messages
                set attachments = (
                  select jsonb_agg(jsonb_build_object('number', n, 'name', n || '.pdf', 'type', 'application/pdf',
                                                      'size', 7, 'inline', false, 'hash', 'ab'))
                  from generate_series(1, 60) n)
                where id = ?""", message);

        mailbox.owner()
                .request()
                .get("/api/conversations/{id}", conversation)
                .then()
                .statusCode(200)
                .body("timeline[0].attachments", hasSize(50))
                .body("timeline[0].attachments[1].name", equalTo("2.pdf"))
                .body("timeline[0].attachments[1].size", equalTo(7))
                .body("timeline[1].attachments", empty());
    }

    @Test
    void theTimelineHoldsMessagesAndActionsByTime() {
        var objective = mailbox.objective("Renewal", "waiting_on_you");
        var conversation = mailbox.conversation(objective);
        var newest = mailbox.message(conversation, "incoming", MONDAY.plusSeconds(20), "And now?");
        var first = mailbox.message(conversation, "incoming", MONDAY, "A quote, please. " + "x".repeat(300));
        var answer = mailbox.message(conversation, "outgoing", MONDAY.plusSeconds(10), "Soon.");
        var card = mailbox.card(conversation, "draft", "low", 50, 0.8);

        mailbox.owner()
                .request()
                .get("/api/conversations/{id}", conversation)
                .then()
                .statusCode(200)
                .body("id", equalTo(conversation.toString()))
                .body("objectiveId", equalTo(objective.toString()))
                .body("objectiveTitle", equalTo("Renewal"))
                .body("objectiveStatus", equalTo("waiting_on_you"))
                .body("agentSummary", equalTo("Dana asks for a quote"))
                .body("participants[0].email", equalTo("dana@acme.example"))
                .body("timeline.id", contains(first.toString(), answer.toString(), newest.toString(), card.toString()))
                .body("timeline.type", contains("incoming", "outgoing", "incoming", "agent_action"))
                .body("timeline.badge", contains(null, "sent", "new", "pending"))
                .body("timeline.isCollapsed", contains(true, true, false, false))
                .body("timeline[0].sender", equalTo("Dana Reyes"))
                .body("timeline[0].senderEmail", equalTo("dana@acme.example"))
                .body("timeline[0].timestamp", equalTo("2026-01-05T09:00:00Z"))
                .body("timeline[0].content.length()", is(200))
                .body("timeline[0].fullContent.length()", is(317))
                .body("timeline[3].senderEmail", nullValue())
                .body("timeline[3].content", equalTo("Dear Dana, yes."));
    }

    @Test
    void whatTheAgentDidAloneIsMarked() {
        var conversation = mailbox.conversation(mailbox.objective("News", "handled"));
        var card = mailbox.card(conversation, "file", "low", 5, 0.9);
        TestSql.execute("update agent_actions set status = 'approved', decided_by = 'agent' where id = ?", card);

        mailbox.owner()
                .request()
                .get("/api/conversations/{id}", conversation)
                .then()
                .body("timeline.badge", contains("auto"));
    }

    @Test
    void aThreadOfAnyLengthShowsItsNewestWithinBounds() {
        var conversation = mailbox.conversation(mailbox.objective("Long", "waiting_on_you"));
        mailbox.message(conversation, "incoming", MONDAY, "The very first");
        mailbox.manyMessages(conversation, 2_000, 100_000);
        var card = mailbox.card(conversation, "draft", "low", 50, 0.8);

        var thread = mailbox.owner()
                .request()
                .get("/api/conversations/{id}", conversation)
                .then()
                .statusCode(200)
                .body("timelineCapped", is(true))
                .body("timeline", hasSize(200))
                .body("timeline[199].id", equalTo(card.toString()))
                .extract()
                .jsonPath();

        Assertions.assertThat(thread.getList("timeline.timestamp", String.class))
                .isSorted();
        Assertions.assertThat(thread.getList("timeline.fullContent", String.class))
                .allMatch(text -> text.length() <= 2_097_152 / 200);
    }

    @Test
    void aShortThreadIsShownInFull() {
        var conversation = mailbox.conversation(mailbox.objective("Short", "waiting_on_you"));
        mailbox.manyMessages(conversation, 20, 100_000);

        mailbox.owner()
                .request()
                .get("/api/conversations/{id}", conversation)
                .then()
                .body("timelineCapped", is(false))
                .body("timeline.fullContent.collect { it.length() }.unique()", contains(100_000));
    }

    @Test
    void aConversationWithoutMessagesIsEmpty() {
        var conversation = mailbox.conversation(mailbox.objective("Quiet", "waiting_on_you"));

        mailbox.owner()
                .request()
                .get("/api/conversations/{id}", conversation)
                .then()
                .statusCode(200)
                .body("timeline", empty())
                .body("agentSummary", nullValue());
    }

    @Test
    void anObjectiveShowsItsLatestConversation() {
        var objective = mailbox.objective("Renewal", "waiting_on_you");
        mailbox.conversation(objective);
        var latest = mailbox.conversation(objective);
        var none = mailbox.objective("None", "waiting_on_you");

        mailbox.owner()
                .request()
                .get("/api/objectives/{id}/conversation", objective)
                .then()
                .statusCode(200)
                .body("id", equalTo(latest.toString()));
        mailbox.owner()
                .request()
                .get("/api/objectives/{id}/conversation", none)
                .then()
                .statusCode(404);
    }

    @Test
    void conversationsAreListedTheLatestChangedFirst() {
        var objective = mailbox.objective("Renewal", "waiting_on_you");
        var conversations = new ArrayList<String>();
        for (var i = 0; i < 5; i++) {
            var conversation = mailbox.conversation(objective);
            conversations.add(0, conversation.toString());
        }
        mailbox.message(UUID.fromString(conversations.get(0)), "incoming", MONDAY, "Hello");
        var other = mailbox.conversation(mailbox.objective("Other", "handled"));

        mailbox.owner()
                .request()
                .get("/api/conversations?objectiveId=" + objective)
                .then()
                .statusCode(200)
                .body("items.id", equalTo(conversations))
                .body("items[0].subject", equalTo("Renewal"))
                .body("items[1].subject", nullValue())
                .body("nextCursor", nullValue());
        var first = mailbox.owner()
                .request()
                .get("/api/conversations?limit=4")
                .then()
                .body("items", hasSize(4))
                .body("items[0].id", equalTo(other.toString()))
                .body("items[0].objectiveStatus", equalTo("handled"))
                .extract()
                .jsonPath();
        List<String> second = mailbox.owner()
                .request()
                .get("/api/conversations?limit=4&cursor=" + first.getString("nextCursor"))
                .then()
                .body("nextCursor", nullValue())
                .extract()
                .path("items.id");
        Assertions.assertThat(second).isEqualTo(conversations.subList(3, 5));
    }

    @Test
    void othersConversationsAreAbsent() {
        var objective = mailbox.objective("Renewal", "waiting_on_you");
        var conversation = mailbox.conversation(objective);
        var other = TestAccounts.create();

        other.request().get("/api/conversations/{id}", conversation).then().statusCode(404);
        other.request()
                .get("/api/objectives/{id}/conversation", objective)
                .then()
                .statusCode(404);
        other.request().get("/api/conversations").then().body("items", empty());
        other.request()
                .get("/api/conversations?objectiveId=" + objective)
                .then()
                .body("items", empty());
    }
}
