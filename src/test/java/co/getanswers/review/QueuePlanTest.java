package co.getanswers.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import co.getanswers.TestAccounts;
import co.getanswers.TestAccounts.Account;
import co.getanswers.TestDatabase;
import co.getanswers.TestSql;
import co.getanswers.platform.Cursor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Explains the very statements that the queue runs, with the parameters it binds. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class QueuePlanTest {
    private static final int LIMIT = 20;

    private static Mailbox full;

    @BeforeEach
    void aFullMailboxBetweenOthers() {
        if (full == null) {
            full = new Mailbox(TestAccounts.create());
            full.manyCards(20_000);
            full.tellMessages();
            full.approve(5_000);
            for (var i = 0; i < 5; i++) {
                new Mailbox(TestAccounts.create()).manyCards(2_000);
            }
            await("no older transaction to keep a page from being known as visible to all")
                    .until(QueuePlanTest::isVacuumed);
        }
    }

    /** Plans depend on it: an index alone answers only for pages that are. */
    private static boolean isVacuumed() {
        TestSql.execute("vacuum analyze");
        return TestSql.value(
                Boolean.class, "select relallvisible >= relpages from pg_class where relname = 'agent_actions'");
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', '', ix_agent_actions_queue",
        "'', high, '', ix_agent_actions_queue_by_risk",
        "'', medium, '', ix_agent_actions_queue_by_risk",
        "'', '', high_risk, ix_agent_actions_queue_by_risk",
        "'', '', low_confidence, ix_agent_actions_queue_uncertain",
        "approved, '', '', ix_agent_actions_resolved"
    })
    void aPageReadsItsIndexInOrderAndNoFurther(String status, String risk, String filter, String index) {
        var query = query(status, risk, filter);
        for (var cursor : new String[] {null, cursorAt(full.owner(), query, 1_000)}) {
            for (var warmUps : new int[] {0, 6}) {
                var plan = explain(full.owner(), query, cursor, warmUps);

                assertThat(plan.scans()).allSatisfy(scan -> {
                    assertThat(type(scan)).isIn("Index Scan", "Index Only Scan");
                    assertThat(rowsRead(scan)).isLessThanOrEqualTo(LIMIT + 1);
                });
                assertThat(plan.page().path("Index Name").asText()).isEqualTo(index);
                assertThat(plan.nodes()).extracting(QueuePlanTest::type).noneMatch(type -> type.contains("Sort"));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"'', low_confidence", "approved, all"})
    void theTotalReadsNoMoreThanItTells(String status, String filter) {
        var plan = explain(full.owner(), query(status, "", filter), null, 0);

        assertThat(plan.nodes())
                .filteredOn(node -> node.path("Relation Name").asText().equals("agent_actions"))
                .filteredOn(node -> !node.path("Index Name").asText().equals("ix_agent_actions_drafts"))
                .extracting(QueuePlanTest::rowsRead)
                .containsExactlyInAnyOrder(LIMIT + 1L, QueueQuery.TOTAL_CAP + 1L);
    }

    @Test
    void pagingReadsAsMuchAtTheEndAsAtTheStart() {
        pagingCostsThePage(full.owner(), 15_000);
    }

    @Test
    @Tag("soak")
    void pagingThroughAMillionCardsReadsAsMuchAtTheEndAsAtTheStart() {
        var million = new Mailbox(TestAccounts.create());
        million.manyCards(1_000_000);
        TestSql.execute("vacuum analyze agent_actions");
        pagingCostsThePage(million.owner(), 1_000_000);
    }

    private void pagingCostsThePage(Account owner, int cards) {
        var query = query("", "", "");
        var read = new ArrayList<Long>();
        for (var place : List.of(0, cards / 2, cards - LIMIT - 1)) {
            var page = explain(owner, query, place == 0 ? null : cursorAt(owner, query, place), 0)
                    .page();
            assertThat(page.path("Index Name").asText()).isEqualTo("ix_agent_actions_queue");
            read.add(rowsRead(page));
        }
        assertThat(read).containsOnly(LIMIT + 1L);
    }

    /** The cursor behind the card that {@code place - 1} others come before. */
    private static String cursorAt(Account owner, QueueQuery query, int place) {
        var parameters = literals(Queue.parameters(owner.id(), query, place, null));
        var sql = QueueStatement.of(query)
                .replace("limit $5)", "limit $5 + 1)")
                .replace("limit $5\n", "offset $5 - 2 limit 1\n");
        for (var i = parameters.size(); i > 0; i--) {
            sql = sql.replace("$" + i, parameters.get(i - 1));
        }
        var key = TestSql.value(
                String.class,
                "select priority_score || '|' || to_char(created_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
                        + " || '|' || id from (" + sql + ") card");
        return new Cursor(List.of(key.split("\\|"))).text();
    }

    /** @param warmUps after five runs PostgreSQL considers a plan that doesn't look at the parameters */
    private static Plan explain(Account owner, QueueQuery query, String cursor, int warmUps) {
        var parameters = literals(Queue.parameters(owner.id(), query, LIMIT, cursor));
        try (var connection = TestSql.connection();
                var statement = connection.createStatement()) {
            statement.execute("prepare page (uuid, integer, timestamptz, uuid, bigint) as " + QueueStatement.of(query));
            var execute = "execute page (" + String.join(", ", parameters) + ")";
            for (var i = 0; i < warmUps; i++) {
                statement.execute(execute);
            }
            try (var plan = statement.executeQuery("explain (analyze, buffers, format json) " + execute)) {
                plan.next();
                return new Plan(
                        new ObjectMapper().readTree(plan.getString(1)).get(0).get("Plan"));
            }
        } catch (SQLException | JsonProcessingException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static List<String> literals(Tuple parameters) {
        return IntStream.range(0, parameters.size())
                .mapToObj(i -> "'" + parameters.getValue(i) + "'")
                .toList();
    }

    private static QueueQuery query(String status, String risk, String filter) {
        return QueueQuery.of(QueueQuery.Choices.of(absent(status), absent(risk), absent(filter)));
    }

    private static String absent(String text) {
        return text.isEmpty() ? null : text;
    }

    private static String type(JsonNode node) {
        return node.path("Node Type").asText();
    }

    /** The rows that the scan took from the index or table, with those that a filter then dropped. */
    private static long rowsRead(JsonNode scan) {
        return (scan.path("Actual Rows").asLong()
                        + scan.path("Rows Removed by Filter").asLong())
                * scan.path("Actual Loops").asLong();
    }

    private record Plan(JsonNode root) {
        List<JsonNode> nodes() {
            return under(root).toList();
        }

        /** All reads of what grows with the mail, except the count, which has a bound of its own. */
        List<JsonNode> scans() {
            return nodes().stream()
                    .filter(node -> switch (node.path("Relation Name").asText()) {
                        case "conversations", "messages", "executions" -> true;
                        case "agent_actions" -> resumes(node);
                        default -> false;
                    })
                    .toList();
        }

        /** The scan that finds the page's cards. */
        JsonNode page() {
            return nodes().stream().filter(Plan::resumes).findFirst().orElseThrow();
        }

        private static boolean resumes(JsonNode node) {
            return node.path("Index Cond").asText().contains("ROW(");
        }

        private static Stream<JsonNode> under(JsonNode node) {
            return Stream.concat(
                    Stream.of(node),
                    StreamSupport.stream(node.path("Plans").spliterator(), false)
                            .flatMap(Plan::under));
        }
    }
}
