package co.getanswers.schema.cli;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.TestDatabase;
import co.getanswers.schema.Database;
import java.nio.file.Path;
import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Behaviour on which downgrade relies and which Flyway does not promise: a row of type {@code DELETE}, which its repair writes for files
 * that are gone, makes a revision pending whose file is there. Flyway is used here as anybody would, on files.
 */
class FlywayHistoryTest {
    @TempDir
    Path folder;

    private Cli cli;
    private Database database;
    private Flyway flyway;

    @BeforeEach
    void twoRevisions() {
        var files = Folder.in(folder)
                .with("001__notes", "CREATE TABLE notes (id bigint);", "DROP TABLE notes;")
                .with("002__texts", "ALTER TABLE notes ADD COLUMN a text;", "ALTER TABLE notes DROP COLUMN a;");
        cli = new Cli(TestDatabase.fresh(), files.revisions());
        database = Database.at(cli.databaseUrl());
        flyway = Flyway.configure()
                .dataSource(database.source())
                .locations("filesystem:" + folder.resolve("migration"))
                .ignoreMigrationPatterns("*:pending")
                .load();
    }

    @Test
    void aRevisionWithADeleteRowIsPendingAndRunsAgain() {
        cli.migrate("upgrade");
        cli.migrate("downgrade", "-1");
        flyway.validate();
        assertThat(flyway.info().current().getVersion().getVersion()).isEqualTo("001");
        assertThat(Arrays.stream(flyway.info().pending())
                        .map(row -> row.getVersion().getVersion()))
                .containsExactly("002");

        assertThat(flyway.migrate().migrationsExecuted).isEqualTo(1);

        flyway.validate();
        assertThat(flyway.info().pending()).isEmpty();
        assertThat(history()).isEqualTo("001 SQL, 002 SQL, 002 DELETE, 002 SQL");
        assertThat(cli.migrate("current").out()).isEqualTo("002 (head)\n");
    }

    @Test
    void soItIsAtTheBaseAndManyTimes() {
        for (var i = 0; i < 3; i++) {
            cli.migrate("upgrade");
            flyway.validate();
            cli.migrate("downgrade", "base");
            flyway.validate();
            assertThat(flyway.info().current()).isNull();
            assertThat(flyway.info().pending()).hasSize(2);
        }
        assertThat(flyway.migrate().migrationsExecuted).isEqualTo(2);
        assertThat(flyway.info().all())
                .filteredOn(row -> row.getState() == MigrationState.SUCCESS
                        && !row.getType().name().equals("DELETE"))
                .extracting(row -> row.getVersion().getVersion())
                .containsExactly("001", "002");
    }

    @Test
    void whatFlywayItselfMigratedGoesUpAndDown() {
        flyway.migrate();
        assertThat(cli.migrate("current").out()).isEqualTo("002 (head)\n");
        assertThat(cli.migrate("downgrade", "base").revisions()).hasSize(2);
        assertThat(cli.migrate("upgrade").revisions()).hasSize(2);
        flyway.validate();
    }

    @Test
    void belowABaselineNothingIsUndoneUntilAllIsRecorded() {
        database.execute("CREATE TABLE notes (id bigint)");
        Flyway.configure()
                .configuration(flyway.getConfiguration())
                .baselineVersion("001")
                .load()
                .baseline();
        cli.migrate("upgrade");
        database.execute("INSERT INTO notes VALUES (7)");

        var refused = cli.migrate("downgrade", "base");
        assertThat(refused.err())
                .isEqualTo("FAILED: The history begins at revision 001, a baseline: what lies below it is not recorded."
                        + " Write a row for each revision with: migrate stamp --purge 002. That replaces the rows of the"
                        + " history and changes no other table.\n");
        assertThat(cli.migrate("stamp", "--purge", "002").code()).isZero();

        assertThat(database.rows("SELECT id, a FROM notes")).containsExactly("7 | null");
        assertThat(history()).isEqualTo("001 SQL, 002 SQL");
        assertThat(cli.migrate("downgrade", "base").revisions()).hasSize(2);
    }

    @Test
    void flywaysRepairLeavesTheTrailAsItIs() {
        cli.migrate("upgrade");
        cli.migrate("downgrade", "-1");
        var before = history();
        flyway.repair();
        assertThat(history()).isEqualTo(before);
    }

    private String history() {
        return String.join(
                ", ",
                database.rows(
                        "SELECT concat_ws(' ', version, type) FROM flyway_schema_history ORDER BY installed_rank"));
    }
}
