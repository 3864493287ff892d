package co.getanswers.schema.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import co.getanswers.TestDatabase;
import co.getanswers.schema.Database;
import co.getanswers.schema.FirstRows;
import co.getanswers.schema.OwnRevisions;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pending revisions on a copy of a database with rows. */
class CopyTest {
    private final String url = TestDatabase.fresh();
    private final Database database = Database.at(url);

    @TempDir
    private Path folder;

    @Test
    void theServicesRevisionsGoUpAndDownOverTheRowsOfTheOldService() {
        FirstRows.insertWithSchema(database);
        var result = verify("src/main/resources/db", OwnRevisions.named("users columns"));
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out().replaceAll("\\d+ ms", "N ms").lines())
                .startsWith("Copied 17 rows at 001 in N ms.")
                .endsWith("004, users columns: up N ms, down N ms, up N ms; 17 rows");
        assertThat(database.rows("SELECT to_regclass('flyway_schema_history')")).containsExactly("null");
    }

    @Test
    void rowsThatTheUndoLosesAreCountedAndAScriptThatFailsOnThemIsNamed() {
        var files = Folder.in(folder)
                .with("001__initial_schema", "CREATE TABLE notes (id bigint, a text);", "DROP TABLE notes;")
                .with("002__fewer", "DELETE FROM notes WHERE id > 1;", "SELECT 1;")
                .with(
                        "003__required",
                        "ALTER TABLE notes ALTER COLUMN a SET NOT NULL;",
                        "ALTER TABLE notes ALTER COLUMN a DROP NOT NULL;");
        new Cli(url, files.revisions()).migrate("upgrade", "001");
        database.execute("INSERT INTO notes VALUES (1, NULL), (2, 'x')");

        var result = verify(folder.toString(), "head");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).contains("002, fewer: ", "; 2 rows, notes 2 -> 1 -> 1 -> 1");
        assertThat(result.err())
                .startsWith("FAILED: V003__required.sql can't be run on a scratch database")
                .contains("null");
        assertThat(database.rows("SELECT count(*) FROM notes")).containsExactly("2");
    }

    @Test
    void aDumpIsRestoredByPostgresqlsOwnPrograms() {
        assumeThat(List.of(System.getenv("PATH").split(File.pathSeparator)))
                .as("psql is on the path")
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "psql")));
        var result = new Cli(url, OwnRevisions.ALL)
                .migrate(
                        "verify",
                        "--copy",
                        "src/test/resources/co/getanswers/schema/alembic-001.sql",
                        "--scratch-url",
                        url,
                        OwnRevisions.named("conversations columns"));
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out().replaceAll("\\d+ ms", "N ms").lines())
                .startsWith("Copied 17 rows at 001 in N ms.")
                .endsWith("007, conversations columns: up N ms, down N ms, up N ms; 17 rows");
    }

    @Test
    void aDumpThatIsNotThereIsNamed() {
        assertThat(new Cli(url, OwnRevisions.ALL)
                        .migrate("verify", "--copy", folder.resolve("none.dump").toString(), "--scratch-url", url)
                        .err())
                .startsWith("FAILED: The dump " + folder.resolve("none.dump") + " can't be read");
    }

    private Cli.Result verify(String directory, String revision) {
        return new Cli(url, OwnRevisions.ALL)
                .migrate("verify", "--copy", url, "--directory", directory, "--scratch-url", url, revision);
    }
}
