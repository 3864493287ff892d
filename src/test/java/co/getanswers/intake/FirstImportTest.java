package co.getanswers.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import co.getanswers.Person;
import co.getanswers.RowsRead;
import co.getanswers.TestDatabase;
import co.getanswers.TestSql;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The rows that the server reads for a mailbox's import before it has statistics. */
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
        RowsRead.withoutStatistics(TABLES);
        var owner = Person.register();
        imports(owner, 0, 2 * THREADS);
        var before = rowsReadAfter(2 * THREADS);

        imports(owner, 2 * THREADS, 4 * THREADS);

        var read = rowsReadAfter(4 * THREADS).forEachSince(before, 2 * THREADS);
        assertThat(read.sum()).as("for a message: %s", read).isLessThan(MOST_ROWS);
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

    /** They are all that was read for the messages, once the server has counted these too. */
    private static RowsRead rowsReadAfter(int messages) {
        await().atMost(Duration.ofMinutes(1))
                .until(() -> TestSql.value(
                                Long.class, "select n_tup_ins from pg_stat_user_tables where relname = 'messages'")
                        == messages);
        return RowsRead.untilNow(TABLES);
    }
}
