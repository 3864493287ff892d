package co.getanswers.schema.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.getanswers.TestDatabase;
import co.getanswers.schema.Database;
import co.getanswers.schema.MigrationFailure;
import co.getanswers.schema.OwnRevisions;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class SchemaStateTest {
    private final Database database = Database.at(TestDatabase.fresh());
    private final SchemaState state = new SchemaState(database.source());

    @Test
    void aDatabaseThatANewerVersionMigratedIsServed() throws SQLException {
        database.migrateTo("latest");
        addOneAfterTheHead();
        assertThat(state.isMigrated()).isTrue();
    }

    @Test
    void aDatabaseWithOtherRevisionsOfTheSameNumbersIsNotTakenForANewerOne() {
        database.migrateTo("latest");
        addOneAfterTheHead();
        var second = OwnRevisions.ids().get(1);
        database.execute(
                "UPDATE flyway_schema_history SET description = 'users types' WHERE version = '" + second + "'");
        assertThatThrownBy(state::isMigrated)
                .isInstanceOf(MigrationFailure.class)
                .hasMessageStartingWith(
                        "Revision " + second + " is \"users types\" in the database and \"index magic links");
    }

    private void addOneAfterTheHead() {
        database.execute("""
                INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, checksum,
                    installed_by, execution_time, success)
                SELECT installed_rank + 1, version::integer + 1, 'next', type, 'V__next.sql', 1, installed_by, 0, true
                FROM flyway_schema_history
                ORDER BY installed_rank DESC
                LIMIT 1""");
    }
}
