package co.getanswers.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import co.getanswers.TestAccounts;
import co.getanswers.TestDatabase;
import co.getanswers.TestSql;
import co.getanswers.platform.database.BoundedPool;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class QueueTest {
    private Mailbox mailbox;

    @BeforeEach
    void aMailbox() {
        mailbox = new Mailbox(TestAccounts.create());
    }

    @Test
    void aCardShowsWhatIsToBeDecidedAndWhoAsked() {
        var conversation = mailbox.conversation(mailbox.objective("Renewal", "waiting_on_you"));
        mailbox.message(conversation, "incoming", Instant.parse("2026-01-01T00:00:00Z"), "A quote, please");
        var card = mailbox.card(conversation, "draft", "medium", 72, 0.29);

        mailbox.owner()
                .request()
                .get("/api/queue")
                .then()
                .statusCode(200)
                .body("total", is(1))
                .body("totalCapped", is(false))
                .body("nextCursor", nullValue())
                .body("cards[0].id", equalTo(card.toString()))
                .body("cards[0].conversationId", equalTo(conversation.toString()))
                .body("cards[0].objectiveId", notNullValue())
                .body("cards[0].actionType", equalTo("draft"))
                .body("cards[0].status", equalTo("pending"))
                .body("cards[0].priorityScore", is(72))
                .body("cards[0].riskLevel", equalTo("medium"))
                .body("cards[0].category", equalTo("client"))
                .body("cards[0].confidenceScore", is(29))
                .body("cards[0].isUncertain", is(true))
                .body("cards[0].summary", equalTo("Dana asks for a quote"))
                .body("cards[0].proposedAction", equalTo("Dear Dana, yes."))
                .body("cards[0].sender.name", equalTo("Dana Reyes"))
                .body("cards[0].sender.organization", equalTo("acme.example"))
                .body("cards[0].relatedItems", empty())
                .body("cards[0].rationale.gate", equalTo("It waits."))
                .body("cards[0].createdAt", notNullValue())
                .body("cards[0].updatedAt", notNullValue());
    }

    @Test
    void aCardNamesWhoWroteTheMessageItIsAbout() {
        var conversation = mailbox.conversation(mailbox.objective("Renewal", "waiting_on_you"));
        var about = mailbox.message(conversation, "incoming", Instant.parse("2026-01-01T00:00:00Z"), "A quote, please");
        mailbox.message(conversation, "incoming", Instant.parse("2026-01-02T00:00:00Z"), "Me too");
        TestSql.execute("update messages set sender_email = 'lee@other.example' where id = ?", about);
        var card = mailbox.card(conversation, "draft", "low", 50, 0.8);
        assertThat(page("").getString("cards[0].sender.email")).isEqualTo("dana@acme.example");

        TestSql.execute("update agent_actions set message_id = ? where id = ?", about, card);

        assertThat(page("").getString("cards[0].sender.email")).isEqualTo("lee@other.example");
    }

    @Test
    void theMostUrgentComesFirstThenTheNewest() {
        var conversation = mailbox.conversation(mailbox.objective("Renewal", "waiting_on_you"));
        var low = mailbox.card(conversation, "draft", "low", 10, 0.8);
        var older = mailbox.card(conversation, "draft", "low", 90, 0.8);
        var newer = mailbox.card(conversation, "draft", "low", 90, 0.8);

        mailbox.owner()
                .request()
                .get("/api/queue")
                .then()
                .body("cards.id", contains(newer.toString(), older.toString(), low.toString()));
    }

    @ParameterizedTest
    @CsvSource({
        "filter=all, 3",
        "filter=high_risk, 1",
        "filter=low_confidence, 2",
        "risk=medium, 1",
        "risk=high&filter=high_risk, 1",
        "risk=low&filter=high_risk, 0",
        "risk=low&filter=low_confidence, 1",
        "status=pending, 3",
        "status=approved, 1",
        "status=rejected, 0",
        "status=edited, 0",
        "status=muted, 1",
        "status=waiting_on_you, 1",
        "status=handled, 0",
        "status=needs_decision, 3",
        "status=waiting_on_you&risk=low, 1",
        "category=client, 3",
        "category=legal, 0",
        "actionType=file, 0",
        "status=approved&actionType=file, 1",
        "executionStatus=queued, 1",
        "executionStatus=failed, 0",
        "sender=DANA, 3",
        "sender=acme.example, 3",
        "sender=hannah, 0",
        "q=ASKS for, 3",
        "q=Renewal, 3",
        "q=nothing of it, 0"
    })
    void aFilterShowsAndCountsWhatItNames(String query, int expected) {
        var open = mailbox.conversation(mailbox.objective("Open", "waiting_on_you"));
        var muted = mailbox.conversation(mailbox.objective("Muted", "muted"));
        mailbox.message(open, "incoming", Instant.now(), "A quote?");
        mailbox.message(muted, "incoming", Instant.now(), "A quote?");
        mailbox.card(open, "draft", "high", 10, 0.9);
        mailbox.card(open, "draft", "low", 20, 0.59);
        mailbox.card(muted, "draft", "medium", 30, 0.1);
        var approved = mailbox.card(open, "file", "low", 40, 0.9);
        mailbox.owner()
                .request()
                .post("/api/queue/{id}/approve", approved)
                .then()
                .statusCode(200);

        var page = page(query);

        assertThat(page.getList("cards")).hasSize(expected);
        assertThat(page.getInt("total")).isEqualTo(expected);
    }

    @Test
    void theTotalStaysAtAThousandWhereThereAreMore() {
        mailbox.manyCards(3_100);

        for (var query : List.of("", "filter=high_risk", "q=card", "filter=low_confidence")) {
            var page = page(query);
            assertThat(page.getInt("total")).as(query).isEqualTo(1_000);
            assertThat(page.getBoolean("totalCapped")).as(query).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"'', 500", "filter=high_risk, 166", "filter=low_confidence, 300", "q=card, 500"})
    void pagingVisitsEachCardOnce(String query, int expected) {
        mailbox.manyCards(500);

        var seen = visitAll(query, 17, page -> {});

        assertThat(seen).hasSize(expected).doesNotHaveDuplicates();
    }

    @Test
    void pagingVisitsEachCardOnceWhileCardsAreDecided() {
        mailbox.manyCards(300);
        var decided = new ArrayList<String>();

        var seen = visitAll("", 20, page -> {
            List<String> ids = page.getList("cards.id");
            for (var id : List.of(ids.get(0), ids.get(ids.size() - 1))) {
                mailbox.owner()
                        .request()
                        .post("/api/queue/{id}/approve", id)
                        .then()
                        .statusCode(200);
                decided.add(id);
            }
        });

        assertThat(seen).hasSize(300).doesNotHaveDuplicates().containsAll(decided);
        assertThat(page("").getInt("total")).isEqualTo(300 - decided.size());
        mailbox.assertCountersAreRight();
    }

    @Test
    void anObjectivesStatusShowsTheNewestCardOfEachObjective() {
        var first = mailbox.conversation(mailbox.objective("First", "handled"));
        var second = mailbox.conversation(mailbox.objective("Second", "handled"));
        mailbox.card(first, "draft", "low", 90, 0.9);
        var done = mailbox.card(first, "file", "low", 10, 0.9);
        TestSql.execute("update agent_actions set status = 'approved', decided_by = 'agent' where id = ?", done);
        var pending = mailbox.card(second, "draft", "low", 20, 0.9);

        assertThat(page("status=handled").<String>getList("cards.id"))
                .containsExactlyInAnyOrder(done + "", pending + "");
        assertThat(visitAll("status=handled", 1, page -> {})).containsExactlyInAnyOrder(done + "", pending + "");
        assertThat(page("status=handled&actionType=file").<String>getList("cards.id"))
                .containsExactly(done + "");
    }

    @Test
    void aKeptDraftWaitsAmongWhatIsPending() {
        var pending = mailbox.card();
        var kept = mailbox.card();
        TestSql.execute(
                "update agent_actions set status = 'approved', decided_by = 'agent', resolved_at = now() where id = ?",
                kept);
        TestSql.execute("""
                update user_counters
                set pending_low = pending_low - 1, resolved_on = (now() at time zone 'UTC')::date, resolved_that_day = 1,
                    autonomous_that_day = 1
                where user_id = ?""", mailbox.owner().id());
        TestSql.execute("""
                insert into executions (id, user_id, action_id, status, attempts, available_at, created_at)
                values (gen_random_uuid(), ?, ?, 'done', 1, now(), now())""", mailbox.owner().id(), kept);

        assertThat(page("").<String>getList("cards.id")).containsExactlyInAnyOrder(pending + "", kept + "");
        assertThat(page("").getInt("total")).isEqualTo(2);
        assertThat(visitAll("risk=low", 1, page -> {})).containsExactlyInAnyOrder(pending + "", kept + "");
        mailbox.owner().request().get("/api/stats").then().body("globalStatus.pendingCount", is(2));

        mailbox.owner().request().post("/api/queue/{id}/approve", kept).then().statusCode(200);
        assertThat(page("").<String>getList("cards.id")).containsExactly(pending + "");
    }

    @Test
    void aSearchGoesOnBehindWhatItHasRead() {
        mailbox.manyCards(4_500);

        assertThat(visitAll("q=card 4321", 10, page -> {})).hasSize(1);
        assertThat(page("q=card 4321").getBoolean("totalCapped")).isTrue();
    }

    @Test
    void thePageAfterTheLastStillTellsTheTotal() {
        mailbox.manyCards(20);
        var cursor = page("limit=19").getString("nextCursor");
        var last = page("limit=19").<String>getList("cards.id");
        TestSql.execute(
                "delete from agent_actions where user_id = ? and not id = any(?::uuid[])",
                mailbox.owner().id(),
                "{" + String.join(",", last) + "}");

        var page = page("cursor=" + cursor);

        assertThat(page.getList("cards")).isEmpty();
        assertThat(page.getInt("total")).isEqualTo(20);
    }

    @Test
    void othersCardsAreNotShown() {
        mailbox.card();
        var other = TestAccounts.create();

        other.request()
                .get("/api/queue")
                .then()
                .statusCode(200)
                .body("cards", empty())
                .body("total", is(0));
    }

    @ParameterizedTest
    @CsvSource({
        "status=gone, 422",
        "status=PENDING, 422",
        "risk=extreme, 422",
        "filter=some, 422",
        "limit=0, 422",
        "limit=101, 422",
        "category=hobby, 422",
        "actionType=dance, 422",
        "executionStatus=gone, 422",
        "page=2, 422",
        "cursor=abc, 400",
        "cursor=MXwyfDM, 400"
    })
    void whatCantBeAskedForIsRefused(String query, int status) {
        mailbox.owner()
                .request()
                .get("/api/queue?" + query)
                .then()
                .statusCode(status)
                .contentType("application/problem+json");
    }

    @Test
    void everyStatementIsShortEnoughToStayPrepared() {
        var statuses = new ArrayList<String>(List.of("pending", "approved", "rejected", "edited"));
        statuses.addAll(List.of("waiting_on_you", "waiting_on_others", "handled", "scheduled", "muted"));
        for (var status : statuses) {
            for (var risk : new String[] {null, "low", "medium", "high"}) {
                for (var filter : new String[] {"all", "high_risk", "low_confidence"}) {
                    var choices = QueueQuery.Choices.of(status, risk, filter);
                    assertThat(QueueStatement.of(QueueQuery.of(choices)))
                            .hasSizeLessThan(BoundedPool.PREPARED_STATEMENT_LIMIT);
                }
            }
        }
    }

    private List<String> visitAll(String query, int limit, java.util.function.Consumer<JsonPath> meanwhile) {
        var seen = new ArrayList<String>();
        var cursors = new HashSet<String>();
        String cursor = null;
        do {
            var page = page("limit=" + limit + (query.isEmpty() ? "" : "&" + query)
                    + (cursor == null ? "" : "&cursor=" + cursor));
            seen.addAll(page.getList("cards.id"));
            meanwhile.accept(page);
            cursor = page.getString("nextCursor");
            assertThat(cursors.add(cursor)).isTrue();
        } while (cursor != null);
        return seen;
    }

    private JsonPath page(String query) {
        return mailbox.owner()
                .request()
                .get("/api/queue" + (query.isEmpty() ? "" : "?" + query))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
