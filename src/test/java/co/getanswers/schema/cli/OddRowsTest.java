package co.getanswers.schema.cli;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.TestDatabase;
import co.getanswers.schema.Catalog;
import co.getanswers.schema.Database;
import co.getanswers.schema.FirstRows;
import co.getanswers.schema.OwnRevisions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that the service before could write, and that a revision would refuse halfway. */
class OddRowsTest {
    private final String url = TestDatabase.fresh();
    private final Cli cli = new Cli(url, OwnRevisions.ALL);
    private final Database database = Database.at(url);

    @BeforeEach
    void make() {
        FirstRows.insertWithSchema(database);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "users.autonomy_level = 'full'|1 row has a value|such as full|2",
                "objectives.status = 'open'|3 rows have values|such as open|3",
                "messages.direction = 'in'|3 rows have values|such as in|3",
                "agent_actions.action_type = 'reply'|4 rows have values|such as reply|4",
                "agent_actions.risk_level = 'none'|4 rows have values|such as none|4",
                "agent_actions.status = 'done'|4 rows have values|such as done|4",
                "agent_actions.confidence_score = 85|4 rows have values|such as 85|4",
                "agent_actions.confidence_score = 'NaN'|4 rows have values|such as NaN|4",
                "agent_actions.priority_score = 101|4 rows have values|such as 101|4",
                "policies.rules = '{\"x\": \"\\ud800\"}'|1 row has a value that jsonb can't hold|ud800|1",
                "policies.rules = '[1e200000]'|1 row has a value that jsonb can't hold|1e200000|1",
                "conversations.participants = '[1e200000]'|2 rows have values that jsonb can't hold|1e200000|2",
            })
    void aValueIsNamedBeforeAnythingIsChanged(String example) {
        var parts = example.split("\\|");
        var column = parts[0].split(" ")[0];
        var table = column.split("\\.")[0];
        database.execute("UPDATE " + table + " SET " + parts[0].substring(table.length() + 1)
                + (parts[1].startsWith("1 ") ? " WHERE id = (SELECT min(id::text) FROM " + table + ")::uuid" : ""));

        var line = refused();

        assertThat(line).startsWith("  " + column + ": " + parts[1]).contains(parts[2]);
        var statement = line.substring(line.indexOf("): ") + 3);
        var shown = statement.substring(statement.lastIndexOf("; SELECT") + (statement.contains("; SELECT") ? 2 : 1));
        database.execute(statement);
        if (!statement.contains("pg_temp")) {
            assertThat(database.rows(shown)).hasSize(parts[1].startsWith("1 ") ? 1 : Integer.parseInt(parts[3]));
        }
    }

    @Test
    void anUnreadableCredentialIsNotPrinted() {
        database.execute("UPDATE users SET gmail_credentials = '{\"kid\": \"1\", \"box\": \"secret\\u0000\"}'");
        assertThat(refused())
                .startsWith("  users.gmail_credentials: 2 rows have values")
                .doesNotContain("secret");
    }

    @Test
    void addressesThatDifferInCaseAlone() {
        database.execute("UPDATE users SET email = 'Ada@Example.com' WHERE email = 'bo@example.com'");
        assertThat(refused())
                .startsWith("  users.email: 2 rows have values that differ from another in upper and lower case alone,"
                        + " such as ada@example.com, Ada@Example.com");
    }

    @Test
    void aSingleAddressInUpperCaseSignsInAfterwards() {
        database.execute("UPDATE users SET email = 'Bo@Example.com' WHERE email = 'bo@example.com'");
        assertThat(cli.migrate("upgrade").code()).isZero();
        assertThat(database.rows("SELECT email FROM users ORDER BY 1"))
                .containsExactly("ada@example.com", "bo@example.com");
    }

    @Test
    void aViewThatStandsInTheWay() {
        database.execute("CREATE VIEW mine AS SELECT subject, sent_at FROM messages");
        assertThat(refused()).startsWith("  the view mine reads messages.sent_at, whose type a revision changes");
    }

    @Test
    void whatWasWrittenSinceTheTakeoverIsNamedToo() {
        assertThat(cli.migrate("upgrade", "008").code()).isZero();
        database.execute("UPDATE agent_actions SET confidence_score = 85");
        assertThat(refused("upgrade")).startsWith("  agent_actions.confidence_score: 4 rows");
        database.execute("UPDATE agent_actions SET confidence_score = 0.85");
        assertThat(cli.migrate("upgrade").code()).isZero();
    }

    private String refused() {
        var catalog = Catalog.of(database);
        var rows = texts();
        var line = refused("adopt");
        assertThat(refused("upgrade")).isEqualTo(line);
        assertThat(Catalog.of(database)).isEqualTo(catalog);
        assertThat(texts()).isEqualTo(rows);
        assertThat(database.rows("SELECT to_regclass('flyway_schema_history')")).isEqualTo(List.of("null"));
        return line;
    }

    /** Not as jsonb, which can't hold all of them. */
    private List<String> texts() {
        return database.tables().stream()
                .flatMap(table -> database.rows("SELECT t::text FROM " + table + " t ORDER BY 1").stream())
                .toList();
    }

    private String refused(String command) {
        var result = cli.migrate(command);
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err().lines().toList())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("FAILED: Rows that the old service could write stop the revisions that follow.");
        return result.err().lines().toList().get(1);
    }
}
