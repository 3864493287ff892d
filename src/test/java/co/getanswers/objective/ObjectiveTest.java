package co.getanswers.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import co.getanswers.TestAccounts;
import co.getanswers.TestDatabase;
import co.getanswers.TestSql;
import co.getanswers.review.Mailbox;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ObjectiveTest {
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
    void anObjectiveIsOpenedReadChangedAndDeleted() {
        var id = open("Renewal of the Acme contract");

        mailbox.owner()
                .request()
                .get("/api/objectives/{id}", id)
                .then()
                .statusCode(200)
                .body("title", equalTo("Renewal of the Acme contract"))
                .body("status", equalTo("waiting_on_you"))
                .body("createdAt", notNullValue());
        change(id, Map.of("status", "muted"))
                .body("title", equalTo("Renewal of the Acme contract"))
                .body("status", equalTo("muted"));
        change(id, Map.of("title", "Acme")).body("title", equalTo("Acme")).body("status", equalTo("muted"));
        mailbox.owner().request().get("/api/stats").then().body("navigationCounts.muted", equalTo(1));

        mailbox.owner().request().delete("/api/objectives/{id}", id).then().statusCode(204);
        mailbox.owner().request().get("/api/objectives/{id}", id).then().statusCode(404);
        mailbox.owner().request().delete("/api/objectives/{id}", id).then().statusCode(404);
    }

    @Test
    void deletingTakesEverythingUnderItAndItsCounts() {
        var objective = mailbox.objective("Renewal", "waiting_on_you");
        var conversation = mailbox.conversation(objective);
        mailbox.message(conversation, "incoming", Instant.parse("2026-01-01T00:00:00Z"), "Hello");
        mailbox.card(conversation, "draft", "high", 50, 0.8);
        mailbox.card(conversation, "draft", "low", 50, 0.8);
        var decided = mailbox.card(conversation, "draft", "medium", 50, 0.8);
        var kept = mailbox.card();
        mailbox.owner()
                .request()
                .post("/api/queue/{id}/approve", decided)
                .then()
                .statusCode(200);

        mailbox.owner()
                .request()
                .delete("/api/objectives/{id}", objective)
                .then()
                .statusCode(204);

        mailbox.owner().request().get("/api/queue").then().body("cards.id", contains(kept.toString()));
        mailbox.owner()
                .request()
                .get("/api/conversations/{id}", conversation)
                .then()
                .statusCode(404);
        assertThat(mailbox.executions(decided)).isZero();
    }

    @Test
    void aScheduledObjectiveMayHaveADateThatGoesWithItsStatus() {
        var id = open("Renewal");
        var due =
                Instant.now().plusSeconds(3600).truncatedTo(ChronoUnit.SECONDS).toString();

        change(id, Map.of("status", "scheduled", "dueAt", due))
                .body("status", equalTo("scheduled"))
                .body("dueAt", equalTo(due));
        change(id, Map.of("status", "scheduled")).body("dueAt", equalTo(due));
        mailbox.owner().request().get("/api/objectives").then().body("items[0].dueAt", equalTo(due));
        change(id, Map.of("status", "waiting_on_you")).body("dueAt", nullValue());
        change(id, Map.of("status", "scheduled")).body("dueAt", nullValue());
    }

    @ParameterizedTest
    @CsvSource({"handled, PT1H", "scheduled, PT-1S", "scheduled, PT876000H"})
    void aDateIsForWhatIsScheduledAndLiesInTheNearFuture(String status, Duration away) {
        var id = open("Renewal");

        mailbox.owner()
                .sends(Map.of(
                        "status", status, "dueAt", Instant.now().plus(away).toString()))
                .patch("/api/objectives/{id}", id)
                .then()
                .statusCode(422)
                .body("errors[0].field", equalTo("dueAt"));

        mailbox.owner().request().get("/api/objectives/{id}", id).then().body("status", equalTo("waiting_on_you"));
    }

    @Test
    void theListIsFilteredByStatusAndSearchedByTitle() {
        var percent = open("100%_sure").toString();
        var plain = open("100 times sure").toString();
        var muted = open("Muted").toString();
        change(UUID.fromString(muted), Map.of("status", "muted"));

        assertThat(list("")).containsExactly(muted, plain, percent);
        assertThat(list("status=muted")).containsExactly(muted);
        assertThat(list("status=waiting_on_you&q=SURE")).containsExactly(plain, percent);
        assertThat(list("q=%25_s")).containsExactly(percent);
        assertThat(list("q=%5C")).isEmpty();
    }

    @Test
    void pagingVisitsEachObjectiveOnce() {
        for (var i = 0; i < 7; i++) {
            open("Objective " + i);
        }
        var seen = new ArrayList<String>();
        String cursor = null;
        do {
            var page = mailbox.owner()
                    .request()
                    .get("/api/objectives?limit=3" + (cursor == null ? "" : "&cursor=" + cursor))
                    .jsonPath();
            seen.addAll(page.getList("items.id"));
            cursor = page.getString("nextCursor");
        } while (cursor != null);

        assertThat(seen).hasSize(7).doesNotHaveDuplicates();
    }

    @Test
    void whatIsNotValidIsRefused() {
        for (var body : List.<Map<String, ?>>of(Map.of(), Map.of("title", " "), Map.of("title", "x".repeat(513)))) {
            mailbox.owner()
                    .sends(body)
                    .post("/api/objectives")
                    .then()
                    .statusCode(422)
                    .body("errors[0].field", equalTo("title"));
        }
        var id = open("Renewal");
        for (var body : List.of(Map.of("title", " "), Map.of("status", "gone"))) {
            mailbox.owner().sends(body).patch("/api/objectives/{id}", id).then().statusCode(422);
        }
        var unchanged = new HashMap<String, Object>();
        unchanged.put("title", null);
        change(id, unchanged).body("title", equalTo("Renewal"));
    }

    @ParameterizedTest
    @CsvSource({"status=gone, 422", "limit=0, 422", "cursor=x, 400"})
    void whatCantBeAskedForIsRefused(String query, int status) {
        mailbox.owner().request().get("/api/objectives?" + query).then().statusCode(status);
    }

    @Test
    void othersObjectivesAreAbsent() {
        var id = open("Renewal");
        var other = TestAccounts.create();

        other.request().get("/api/objectives/{id}", id).then().statusCode(404);
        other.sends(Map.of("title", "Mine"))
                .patch("/api/objectives/{id}", id)
                .then()
                .statusCode(404);
        other.request().delete("/api/objectives/{id}", id).then().statusCode(404);
        other.request().get("/api/objectives").then().body("items", empty());
        assertThat(TestSql.value(String.class, "select title from objectives where id = ?", id))
                .isEqualTo("Renewal");
    }

    @Test
    void aPageOfTheListReadsItsIndexInOrder() throws SQLException {
        TestSql.execute("""
                insert into objectives (id, user_id, title, status, created_at, updated_at)
                select gen_random_uuid(), ?, 'Objective ' || n, 'handled', now(), now() - n * interval '1 minute'
                from generate_series(1, 5000) n""", mailbox.owner().id());
        TestSql.execute(
                "update user_counters set handled = 5000 where user_id = ?",
                mailbox.owner().id());
        TestSql.execute("vacuum analyze objectives");

        try (var connection = TestSql.connection();
                var statement = connection.createStatement()) {
            statement.execute("prepare page (uuid, timestamptz, uuid, bigint) as " + ObjectiveView.list(null, false));
            var plan = new ArrayList<String>();
            try (var lines = statement.executeQuery("explain execute page ('"
                    + mailbox.owner().id() + "', now() - interval '1 day', '" + UUID.randomUUID() + "', 21)")) {
                while (lines.next()) {
                    plan.add(lines.getString(1));
                }
            }
            assertThat(plan)
                    .anyMatch(line -> line.contains("Index Scan using ix_objectives_user_id_updated_at"))
                    .noneMatch(line -> line.contains("Sort"));
        }
    }

    private UUID open(String title) {
        var answer = mailbox.owner()
                .sends(Map.of("title", title))
                .post("/api/objectives")
                .then()
                .statusCode(201);
        var id = answer.extract().<String>path("id");
        answer.header("Location", endsWith("/api/objectives/" + id));
        return UUID.fromString(id);
    }

    private ValidatableResponse change(UUID id, Map<String, ?> change) {
        return mailbox.owner()
                .sends(change)
                .patch("/api/objectives/{id}", id)
                .then()
                .statusCode(200);
    }

    private List<String> list(String query) {
        return mailbox.owner()
                .request()
                .urlEncodingEnabled(false)
                .get("/api/objectives?limit=100&" + query)
                .then()
                .statusCode(200)
                .extract()
                .path("items.id");
    }
}
