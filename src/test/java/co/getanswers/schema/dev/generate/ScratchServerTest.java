package co.getanswers.schema.dev.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.getanswers.platform.DatabaseUrl;
import co.getanswers.schema.MigrationFailure;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScratchServerTest {
    @Test
    void aScratchDatabaseIsEmptyAndGoneAfterwards() throws SQLException {
        String name;
        try (var database = Scratch.SERVER.create()) {
            name = database.name();
            assertThat(Catalog.of(database).lines()).containsExactlyInAnyOrder("schema public", "extension plpgsql");
            assertThat(databases()).contains(name);
        }
        assertThat(databases()).doesNotContain(name);
    }

    @Test
    void itIsGoneAfterAFailureTooAlsoWhileSomebodyIsConnected() throws SQLException {
        var before = databases();
        try (var server = new OpenConnections()) {
            assertThatThrownBy(() -> {
                        try (var database = Scratch.SERVER.create()) {
                            server.connect(database);
                            EntitySchema.create(database, EntityModel.of(List.of(Parcels.Referring.class)));
                        }
                    })
                    .isInstanceOf(MigrationFailure.class)
                    .hasMessageContaining("depots");
        }
        assertThat(databases()).isEqualTo(before);
    }

    @Test
    void whatAKilledRunHasLeftIsDroppedByTheNextAndWhatIsInUseIsNot() throws SQLException {
        var leftover = ScratchServer.PREFIX + "left";
        try (var connection = Scratch.SERVER.source("postgres").getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + leftover);
        }
        try (var inUse = Scratch.SERVER.create();
                var next = Scratch.SERVER.create()) {
            assertThat(databases()).contains(inUse.name(), next.name()).doesNotContain(leftover);
        }
    }

    @Test
    void aServerThatCantBeHadIsNamedWithoutThePassword() {
        var nobody = new ScratchServer(DatabaseUrl.parse("postgresql://ann:secret@localhost:1/postgres"));
        assertThatThrownBy(nobody::create)
                .isInstanceOf(MigrationFailure.class)
                .hasMessageContaining("localhost:1")
                .hasMessageNotContaining("secret");
    }

    private static List<String> databases() throws SQLException {
        try (var connection = Scratch.SERVER.source("postgres").getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT datname FROM pg_database WHERE starts_with(datname, '"
                        + ScratchServer.PREFIX + "') ORDER BY 1")) {
            var names = new ArrayList<String>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }

    private static final class OpenConnections implements AutoCloseable {
        private final List<AutoCloseable> open = new ArrayList<>();

        void connect(ScratchDatabase database) throws SQLException {
            open.add(DriverManager.getConnection(database.jdbcUrl() + "&user=postgres"));
        }

        @Override
        public void close() {
            open.clear();
        }
    }
}
