package co.getanswers.schema.cli;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.TestDatabase;
import co.getanswers.schema.Database;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands and options that users of Alembic try. */
class AlembicCommandsTest {
    private final String url = TestDatabase.fresh();
    private final Database database = Database.at(url);

    @TempDir
    private Path folder;

    private Cli cli;

    @BeforeEach
    void write() {
        cli = new Cli(
                url,
                Folder.in(folder)
                        .with("001__initial_schema", "CREATE TABLE notes (id bigint);", "DROP TABLE notes;")
                        .with("002__texts", "ALTER TABLE notes ADD COLUMN a text;", "ALTER TABLE notes DROP COLUMN a;")
                        .revisions());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "merge -m both heads|migrate renumber",
                "branches -v|migrate history",
                "edit head|migrate show REV",
                "init alembic|migrate revision -m MSG",
                "list_templates|migrate revision -m MSG"
            })
    void whatIsDoneAnotherWayIsSaid(String example) {
        var parts = example.split("\\|");
        for (var development : new boolean[] {true, false}) {
            var result = development ? cli.migrate(parts[0].split(" ")) : cli.migrate(Map.of(), parts[0].split(" "));
            assertThat(result.code()).isEqualTo(2);
            assertThat(result.out()).isEmpty();
            assertThat(result.err()).contains(parts[1]).hasLineCount(1);
        }
    }

    @Test
    void theTableOfTheHistoryAlone() {
        var sql = cli.migrate("ensure-version", "--sql");
        assertThat(sql.code()).isZero();
        assertThat(cli.migrate("ensure_version").code()).isZero();
        assertThat(cli.migrate("ensure-version").code()).isZero();
        database.execute(sql.out());
        assertThat(database.rows("SELECT count(*) FROM flyway_schema_history")).containsExactly("0");
        assertThat(cli.migrate("upgrade").code()).isZero();
    }

    @Test
    void aStampAsAScriptRecordsWhatTheCommandWould() {
        database.execute(cli.migrate("stamp", "--sql", "head").out());
        assertThat(cli.migrate("current").out()).isEqualTo("002 (head)\n");
        database.execute(cli.migrate("stamp", "--sql", "001").out());
        assertThat(cli.migrate("current").out()).isEqualTo("001\n");
        var nowhere = new Cli("postgresql://nobody@localhost:1/nothing", cli.revisions());
        database.execute(nowhere.migrate("stamp", "--sql", "001:002").out());
        assertThat(cli.migrate("current").out()).isEqualTo("002 (head)\n");
        assertThat(cli.migrate("stamp", "--sql", "002").out()).isEmpty();
        assertThat(cli.migrate("stamp", "--sql", "--purge", "002").code()).isEqualTo(2);
    }

    @Test
    void quietlyOnlyFailuresAreShown() {
        assertThat(cli.migrate("upgrade", "-q")).isEqualTo(new Cli.Result(0, "", ""));
        assertThat(cli.migrate("downgrade", "--quiet", "001")).isEqualTo(new Cli.Result(0, "", ""));
        assertThat(cli.migrate("-q", "stamp", "base")).isEqualTo(new Cli.Result(0, "", ""));
        var failed = cli.migrate("upgrade", "-q", "--raiseerr");
        assertThat(failed.err()).startsWith("FAILED: ").contains("\tat ");
    }

    @Test
    void theShortOptionsAreAlembics() {
        cli.migrate("upgrade", "001");
        assertThat(cli.migrate("current", "-c").code()).isEqualTo(1);
        assertThat(cli.migrate("current", "-v").out()).contains("Revision ID: 001");
        assertThat(cli.migrate("history", "-v", "-i", "-r", ":001").out()).contains("Rev: 001 (current)");
        assertThat(cli.migrate("heads", "-v").out()).contains("Rev: 002 (head)");
    }
}
