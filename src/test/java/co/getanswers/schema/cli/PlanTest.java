package co.getanswers.schema.cli;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.TestDatabase;
import co.getanswers.platform.AdoptedCredentials;
import co.getanswers.schema.AlembicDatabase;
import co.getanswers.schema.Catalog;
import co.getanswers.schema.ClearTextCredentials;
import co.getanswers.schema.Database;
import co.getanswers.schema.OwnRevisions;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests {@code upgrade --plan}, which prints the revisions that an upgrade would apply and applies none. */
class PlanTest {
    private final String url = TestDatabase.fresh();
    private final Database database = Database.at(url);

    @TempDir
    private Path folder;

    @Test
    void itNamesLocksAndSizesAndFindingsAndChangesNothing() {
        var revisions = Folder.in(folder)
                .with("001__initial_schema", "CREATE TABLE notes (id bigint PRIMARY KEY, a text);", "DROP TABLE notes;")
                .with(
                        "002__owner",
                        "ALTER TABLE notes ADD COLUMN b text; UPDATE notes SET a = 'x' WHERE id = 1;"
                                + "CREATE TABLE tags (note bigint REFERENCES notes);",
                        "DROP TABLE tags; ALTER TABLE notes DROP COLUMN b;")
                .with(
                        "003__index",
                        "CREATE INDEX CONCURRENTLY ix_notes_a ON notes (a);",
                        "DROP INDEX CONCURRENTLY ix_notes_a;")
                .with("004__drop", "ALTER TABLE notes DROP COLUMN a;", "ALTER TABLE notes ADD COLUMN a text;")
                .revisions();
        var cli = new Cli(url, revisions);
        cli.migrate("upgrade", "001");
        database.execute("INSERT INTO notes SELECT n, 'x' FROM generate_series(1, 1000) n; ANALYZE notes");

        var plan = cli.migrate("upgrade", "--plan");

        assertThat(plan.code()).as(plan.err()).isZero();
        assertThat(plan.out().replaceAll("\\d+ kB", "N kB"))
                .contains("""
                        Would run 002, owner, in a transaction
                            notes: ACCESS EXCLUSIVE, which blocks readers and writers; N kB, about 1000 rows
                        """, """
                        Would run 003, index, statement by statement
                            notes: SHARE UPDATE EXCLUSIVE, which blocks neither readers nor writers; N kB, about 1000 rows
                        """, "drop-in-use")
                .endsWith("Nothing was changed.\n");
        assertThat(cli.migrate("current").out()).isEqualTo("001\n");
        assertThat(cli.migrate(Map.of(), "upgrade", "--plan", "003").out()).doesNotContain("004", "drop-in-use");
        cli.migrate("upgrade");
        assertThat(cli.migrate("upgrade", "--plan").out()).isEqualTo("Nothing would run.\n");
    }

    @Test
    void itBeginsWithATakeover() {
        AlembicDatabase.make("012_add_microsoft_id", database);
        var catalog = Catalog.of(database);
        var rows = Foreign.rows(database);
        var plan = new Cli(
                        url,
                        OwnRevisions.ALL,
                        new ClearTextCredentials(Optional.of(AdoptedCredentials.REMOVE), Optional.empty()))
                .migrate("upgrade", "--plan");
        assertThat(plan.lines())
                .startsWith("Would take over the database that Alembic left at revision 012_add_microsoft_id.")
                .anyMatch(line -> line.startsWith("Would run 002"))
                .noneMatch(line -> line.startsWith("Would run 001"));
        assertThat(Catalog.of(database)).isEqualTo(catalog);
        assertThat(Foreign.rows(database)).isEqualTo(rows);
    }
}
