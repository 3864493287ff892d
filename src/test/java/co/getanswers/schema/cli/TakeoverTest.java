package co.getanswers.schema.cli;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.TestDatabase;
import co.getanswers.schema.Catalog;
import co.getanswers.schema.Database;
import co.getanswers.schema.FirstRows;
import co.getanswers.schema.OwnRevisions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Databases that another tool made, or none. */
class TakeoverTest {
    private final String url = TestDatabase.fresh();
    private final Cli cli = new Cli(url, OwnRevisions.ALL);
    private final Database database = Database.at(url);

    @Test
    void adoptRecordsTheRevisionAndChangesNothing() {
        FirstRows.insertWithSchema(database);
        var catalog = Catalog.of(database);
        var rows = Foreign.rows(database);

        var result = cli.migrate("adopt");

        assertThat(result)
                .isEqualTo(new Cli.Result(0, "Took over the database that Alembic left at revision 001.\n", ""));
        assertThat(Catalog.of(database)).isEqualTo(catalog);
        assertThat(Foreign.rows(database)).isEqualTo(rows);
        assertThat(cli.migrate("current").out()).isEqualTo("001\n");
        assertThat(cli.migrate("adopt").out()).isEqualTo("This program manages the database already, at 001.\n");
    }

    @Test
    void upgradeTakesOverAndGoesOnAndAlembicsTableStays() {
        FirstRows.insertWithSchema(database);
        var counts = Foreign.counts(database);

        var result = cli.migrate("upgrade");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.lines()).startsWith("Took over the database that Alembic left at revision 001.");
        assertThat(Foreign.counts(database)).containsAllEntriesOf(counts);
        assertThat(database.rows("SELECT * FROM alembic_version")).containsExactly("001");
        assertThat(Catalog.of(database).withoutNamesOfKeys())
                .isEqualTo(Expected.catalog(OwnRevisions.HEAD).withoutNamesOfKeys());
        Expected.assertSequence(Expected.history(database));
        Expected.assertFlywayIsContent(database);
    }

    @Test
    void stepsStartFromWhereAlembicLeftIt() {
        FirstRows.insertWithSchema(database);
        assertThat(cli.migrate("upgrade", "+1").code()).isZero();
        assertThat(cli.migrate("current").out()).isEqualTo(OwnRevisions.ids().get(1) + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"upgrade", "adopt", "upgrade +1"})
    void whatItDoesNotKnowItLeavesUntouched(String command) {
        for (var foreign : Foreign.values()) {
            var other = TestDatabase.fresh();
            var database = Database.at(other);
            foreign.make(database);
            var catalog = Catalog.of(database);
            var rows = Foreign.rows(database);

            var result = new Cli(other, OwnRevisions.ALL).migrate(command.split(" "));

            assertThat(result.code()).as(foreign.name()).isEqualTo(1);
            assertThat(result.out()).isEmpty();
            assertThat(result.err())
                    .startsWith("FAILED: " + foreign.violation())
                    .contains(foreign.wayOut())
                    .hasLineCount(1);
            assertThat(Catalog.of(database)).isEqualTo(catalog);
            assertThat(Foreign.rows(database)).as(foreign.name()).isEqualTo(rows);
        }
    }

    @Test
    void nothingIsTakenOverWhereNothingIs() {
        assertThat(cli.migrate("adopt").out())
                .isEqualTo("The database is empty: there is nothing to take over. Go on with: migrate upgrade.\n");
        assertThat(database.rows("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"))
                .isEqualTo(new ArrayList<>(List.of()));
    }
}
