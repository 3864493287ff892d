package co.getanswers.schema.cli;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.TestDatabase;
import co.getanswers.schema.Catalog;
import co.getanswers.schema.Database;
import co.getanswers.schema.Revisions;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A range of revisions that became one. */
class SquashTest {
    private final String url = TestDatabase.fresh();

    @TempDir
    private Path folder;

    private Folder files;
    private Revisions before;

    @BeforeEach
    void write() {
        files = Folder.in(folder)
                .with("001__initial_schema", "CREATE TABLE notes (id bigint NOT NULL);", "DROP TABLE notes;")
                .with("002__texts", "ALTER TABLE notes ADD COLUMN a text;", "ALTER TABLE notes DROP COLUMN a;")
                .with(
                        "003__index",
                        "CREATE INDEX CONCURRENTLY ix_a ON notes (a);",
                        "DROP INDEX CONCURRENTLY IF EXISTS ix_a;")
                .with("004__numbers", "ALTER TABLE notes ADD COLUMN b int;", "ALTER TABLE notes DROP COLUMN b;")
                .with("005__last", "ALTER TABLE notes ADD COLUMN c int;", "ALTER TABLE notes DROP COLUMN c;");
        before = files.revisions();
    }

    @Test
    void aDatabaseThatPassedTheRangeGoesOnUpAndDown() {
        assertThat(new Cli(url, before).migrate("upgrade", "004").code()).isZero();
        var squashed = squash();
        assertThat(squashed.code()).as(squashed.err()).isZero();
        assertThat(squashed.lines()).endsWith("Replaced 3 revisions, which make the same schema.");

        var cli = new Cli(url, files.revisions());
        assertThat(cli.migrate("current").out()).isEqualTo("004\n");
        assertThat(cli.migrate("upgrade"))
                .satisfies(done -> assertThat(done.code()).as(done.err()).isZero());
        assertThat(cli.migrate("current", "-c").out()).isEqualTo("005 (head)\n");
        assertThat(cli.migrate("check", "--database").code()).isZero();
        assertThat(cli.migrate("downgrade", "001"))
                .satisfies(done -> assertThat(done.code()).as(done.err()).isZero());
        assertThat(cli.migrate("current").out()).isEqualTo("001\n");
        assertThat(cli.migrate("upgrade").code()).isZero();
        assertThat(cli.migrate("check", "--database").code()).isZero();
    }

    @Test
    void aNewDatabaseGetsTheSameSchema() {
        assertThat(squash().code()).isZero();
        var old = TestDatabase.fresh();
        assertThat(new Cli(old, before).migrate("upgrade").code()).isZero();
        assertThat(new Cli(url, files.revisions()).migrate("upgrade").code()).isZero();
        assertThat(Catalog.of(Database.at(url))).isEqualTo(Catalog.of(Database.at(old)));
    }

    @Test
    void aDatabaseInsideTheRangeIsRefused() {
        assertThat(new Cli(url, before).migrate("upgrade", "003").code()).isZero();
        assertThat(squash().err()).startsWith("FAILED: The database has not passed 004");
        var elsewhere = TestDatabase.fresh();
        assertThat(new Cli(elsewhere, before).squash(folder).code()).isZero();
        assertThat(new Cli(url, files.revisions()).migrate("upgrade").err())
                .startsWith("FAILED: The database has revision 002 (texts) and not all of those that became 004")
                .contains("with the version of the program that has them");
    }

    @Test
    void whatRunsInNoTransactionIsNotSquashed() {
        files.with("004__numbers", "VACUUM notes;", "SELECT 1;");
        assertThat(squash().err()).contains("V004__numbers.sql can't be squashed", "VACUUM notes");
        assertThat(files.revisions().all()).hasSize(5);
    }

    private Cli.Result squash() {
        return new Cli(url, before).squash(folder);
    }
}
