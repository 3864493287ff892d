package co.getanswers.review;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.TestAccounts;
import co.getanswers.TestDatabase;
import co.getanswers.TestSql;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The cost of a list of conversations, which doesn't grow with their threads. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ThreadPlanTest {
    private Mailbox mailbox;

    @BeforeEach
    void aLongThread() {
        mailbox = new Mailbox(TestAccounts.create());
        mailbox.manyCards(2_000);
        mailbox.manyMessages(mailbox.conversation(mailbox.objective("Long", "waiting_on_you")), 5_000, 10);
        TestSql.execute("vacuum analyze");
    }

    @Test
    void aListedConversationReadsOneMessage() throws Exception {
        var sql = ConversationSummary.ALL
                .replace("$2", "timestamptz '9999-12-31'")
                .replace("$3", "'" + new UUID(-1, -1) + "'::uuid")
                .replace("$4", "21");

        assertThat(rowsRead(sql, "messages")).isLessThanOrEqualTo(21);
    }

    /** Longer statements are prepared again for each run. */
    @Test
    void theStatementsStayPrepared() {
        assertThat(List.of(ThreadView.OF_CONVERSATION, ThreadView.OF_OBJECTIVE))
                .allSatisfy(sql -> assertThat(sql).hasSizeLessThan(2_048));
    }

    private long rowsRead(String sql, String table) throws Exception {
        try (var connection = TestSql.connection();
                var statement = connection.createStatement();
                var plan = statement.executeQuery("explain (analyze, format json) "
                        + sql.replace("$1", "'" + mailbox.owner().id() + "'"))) {
            plan.next();
            return new ObjectMapper()
                    .readTree(plan.getString(1)).findParents("Relation Name").stream()
                            .filter(scan -> scan.path("Relation Name").asText().equals(table))
                            .mapToLong(ThreadPlanTest::rowsRead)
                            .sum();
        }
    }

    private static long rowsRead(JsonNode scan) {
        return (scan.path("Actual Rows").asLong()
                        + scan.path("Rows Removed by Filter").asLong())
                * scan.path("Actual Loops").asLong();
    }
}
