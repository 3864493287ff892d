package co.getanswers.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import co.getanswers.TestAccounts;
import co.getanswers.TestDatabase;
import co.getanswers.TestSql;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ActionLogTest {
    private Mailbox mailbox;

    @BeforeEach
    void aMailbox() {
        mailbox = new Mailbox(TestAccounts.create());
    }

    @Test
    void theLogTellsWhatWasProposedAndWhatBecameOfIt() {
        var edited = mailbox.card();
        var pending = mailbox.card();
        mailbox.owner()
                .sends(Map.of("proposedAction", "Dear Dana, no."))
                .patch("/api/queue/{id}", edited)
                .then()
                .statusCode(200);

        mailbox.owner()
                .request()
                .get("/api/actions")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("items.id", contains(pending.toString(), edited.toString()))
                .body("items.status", contains("pending", "edited"))
                .body("items[1].proposedContent", equalTo("Dear Dana, yes."))
                .body("items[1].userEdit", equalTo("Dear Dana, no."))
                .body("items[1].decidedBy", equalTo("person"))
                .body("items[0].resolvedAt", nullValue())
                .body("nextCursor", nullValue());
        mailbox.owner()
                .request()
                .get("/api/actions?status=edited")
                .then()
                .body("items.id", contains(edited.toString()));
    }

    @Test
    void theLogIsCutByTime() {
        mailbox.manyCards(100); // three a second from the start of 2026

        mailbox.owner()
                .request()
                .get("/api/actions?from=2026-01-01T00:00:10Z&to=2026-01-01T00:00:12Z")
                .then()
                .statusCode(200)
                .body("items", hasSize(6));
        mailbox.owner().request().get("/api/actions?to=2026-01-01").then().body("items", empty());
        mailbox.owner()
                .request()
                .get("/api/actions?from=2026-01-01&limit=100")
                .then()
                .body("items", hasSize(100));
    }

    @ParameterizedTest
    @CsvSource({"from=yesterday", "to=2026-13-01", "from=%2B99999-01-01T00:00:00Z", "status=muted"})
    void whatCantBeAskedForIsRefused(String query) {
        mailbox.owner().request().get("/api/actions?" + query).then().statusCode(422);
    }

    @Test
    void theLogStreamsAsLinesOfJson() {
        mailbox.manyCards(1_001);

        var answer = mailbox.owner()
                .request()
                .accept("application/x-ndjson")
                .get("/api/actions")
                .then()
                .statusCode(200)
                .contentType("application/x-ndjson")
                .extract()
                .asString();

        var lines = answer.lines().toList();
        assertThat(lines).hasSize(1_001).allSatisfy(line -> assertThat(line).startsWith("{\"id\":"));
        assertThat(new HashSet<>(lines)).hasSize(1_001);
        assertThat(JsonPath.from(lines.get(1_000)).getString("summary")).isIn("Card 1", "Card 2");
    }

    @Test
    void theLogStreamsAsCsvThatASpreadsheetDoesNotRun() {
        mailbox.manyCards(401);
        TestSql.execute(
                "update agent_actions set summary = '=HYPERLINK(\"x\")' where user_id = ?",
                mailbox.owner().id());

        var answer = mailbox.owner()
                .request()
                .accept("text/csv")
                .get("/api/actions")
                .then()
                .statusCode(200)
                .contentType("text/csv")
                .extract()
                .asString();

        var lines = List.of(answer.split("\r\n"));
        assertThat(lines).hasSize(402);
        assertThat(lines.get(0)).startsWith("id,conversationId,objectiveId,actionType,status,");
        assertThat(lines.get(1)).contains(",\"'=HYPERLINK(\"\"x\"\")\",");
    }

    @Test
    void anEmptyLogStreamsTheHeaderAlone() {
        var csv =
                mailbox.owner().request().accept("text/csv").get("/api/actions").asString();
        var ndjson = mailbox.owner()
                .request()
                .accept("application/x-ndjson")
                .get("/api/actions")
                .asString();

        assertThat(csv).startsWith("id,").endsWith("resolvedAt\r\n").hasLineCount(1);
        assertThat(ndjson.strip()).isEmpty();
    }

    @Test
    void othersActionsAreNotShown() {
        mailbox.card();
        var other = TestAccounts.create();

        other.request().get("/api/actions").then().body("items", empty());
        assertThat(other.request().accept("text/csv").get("/api/actions").asString())
                .hasLineCount(1);
    }
}
