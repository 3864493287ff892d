package co.getanswers.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import co.getanswers.Person;
import co.getanswers.TestDatabase;
import co.getanswers.TestSql;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The rows that the server reads for a mailbox's import into tables of which its statistics know nothing. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestProfile(FirstImportTest.OwnDatabase.class)
class FirstImportTest {
    private static final List<String> TABLES = List.of("messages", "conversations", "objectives", "agent_actions");
    private static final int THREADS = 500;
    private static final int SENDERS = 40;

    /** Far more than a message needs, and far fewer than its mailbox has. */
    private static final long MOST_ROWS = 60;

    /** The statements must not have been planned before. */
    public static class OwnDatabase implements QuarkusTestProfile {}

    @Test
    void theReadsOfAMessageDoNotGrowWithTheMailbox() throws IOException {
        TABLES.forEach(table -> TestSql.execute("alter table " + table + " set (autovacuum_enabled = off)"));
        var owner = Person.register();
        imports(owner, 0, 2 * THREADS);
        var before = rowsReadAfter(2 * THREADS);

        imports(owner, 2 * THREADS, 4 * THREADS);

        var read = rowsReadAfter(4 * THREADS);
        read.replaceAll((scan, rows) -> (rows - before.getOrDefault(scan, 0L)) / (2 * THREADS));
        assertThat(read.values().stream().mapToLong(Long::longValue).sum())
                .as("rows for a message: %s", read)
                .isLessThan(MOST_ROWS);
    }

    /** Each round is a message of every thread; the owner writes the second. */
    private static void imports(Person owner, int from, int to) throws IOException {
        var run = UUID.nameUUIDFromBytes(owner.email().getBytes(StandardCharsets.UTF_8));
        var mailbox = new ByteArrayOutputStream();
        for (var i = from; i < to; i++) {
            var thread = i % THREADS;
            var sender = "sender" + thread % SENDERS + "@client.example";
            var own = i / THREADS == 1;
            mailbox.write("From someone@example.com Tue Nov 17 10:00:00 2026\n".getBytes(StandardCharsets.US_ASCII));
            mailbox.write(Mails.mail(
                    own ? owner.email() : sender,
                    own ? sender : owner.email(),
                    i + "." + run,
                    "The renewal of contract " + thread,
                    i < THREADS ? "" : "In-Reply-To: <" + (i - THREADS) + "." + run + ">\n",
                    "Could you send me the contract, please?"));
            mailbox.write('\n');
        }
        owner.asks()
                .contentType("application/mbox")
                .body(mailbox.toByteArray())
                .post("/api/messages/import")
                .then()
                .statusCode(200);
    }

    /** The rows by table or index; they are all that was read for the messages, once the server has counted these too. */
    private static Map<String, Long> rowsReadAfter(int messages) {
        await().atMost(Duration.ofMinutes(1))
                .until(() -> TestSql.value(
                                Long.class, "select n_tup_ins from pg_stat_user_tables where relname = 'messages'")
                        == messages);
        var read = new TreeMap<String, Long>();
        try (var connection = TestSql.connection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select indexrelname, idx_tup_read from pg_stat_user_indexes
                        union all
                        select relname, seq_tup_read from pg_stat_user_tables""")) {
            while (rows.next()) {
                read.put(rows.getString(1), rows.getLong(2));
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
        return read;
    }
}
