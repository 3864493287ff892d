package co.getanswers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import co.getanswers.platform.DatabaseUrl;
import co.getanswers.schema.Catalog;
import co.getanswers.schema.Database;
import co.getanswers.schema.FirstRows;
import co.getanswers.schema.OwnRevisions;
import co.getanswers.schema.cli.Foreign;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Starts of the packaged application, and its refusals to start. */
class StartIT {
    private static final String KEY = "0123456789abcdef0123456789abcdef";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                               | " + KEY + " | DATABASE_URL is not set",
                "postgresql://u:hunter2@h         | " + KEY + " | DATABASE_URL can't be read",
                "postgresql://u:hunter2@h/d       | hunter2     | SECRET_KEY has 7 characters"
            })
    void aMissingOrUnreadableSettingEndsItWithOneLine(String databaseUrl, String secretKey, String line) {
        try (var service =
                ServiceProcess.start(Map.of("DATABASE_URL", databaseUrl, "SECRET_KEY", secretKey), List.of())) {
            assertThat(service.exitCode()).isEqualTo(1);
            assertThat(service.output().lines().toList())
                    .singleElement()
                    .satisfies(only -> assertThat(only)
                            .startsWith("FAILED: " + line)
                            .contains("set it to")
                            .doesNotContain("hunter2"));
        }
    }

    @Test
    void itWaitsForADatabaseThatIsDownAndIsNotReadyMeanwhile() throws Exception {
        var url = DatabaseUrl.parse(TestDatabase.fresh());
        try (var port = new LatePort(url.port());
                var service =
                        ServiceProcess.start("postgresql://postgres@localhost:" + port.port() + "/" + url.database())) {
            await("the log to say what it waits for")
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> service.output().contains("Waiting for the database at postgresql://localhost:"));
            assertThat(service.status("/q/health/ready")).isEqualTo(503);
            assertThat(service.status("/q/health/started")).isEqualTo(503);
            assertThat(service.status("/q/health/live")).isEqualTo(200);
            assertThat(service.status("/api/queue")).isEqualTo(503);

            port.open();

            service.awaitReady();
        }
    }

    @Test
    void itGivesUpOnADatabaseThatStaysDown() {
        var nothingThere = new LatePort(0).port();
        var environment = Map.of(
                "DATABASE_URL",
                "postgresql://u:hunter2@localhost:" + nothingThere + "/d",
                "SECRET_KEY",
                KEY,
                "GETANSWERS_DATABASE_START_TIMEOUT",
                "2s");
        try (var service = ServiceProcess.start(environment, List.of())) {
            assertThat(service.exitCode()).isEqualTo(1);
            assertThat(service.output())
                    .contains("FAILED: Gave up after 2 s of waiting for the database")
                    .doesNotContain("hunter2");
        }
    }

    @Test
    void instancesOnAnEmptyDatabaseAllComeUpAndRunEachRevisionOnce() throws Exception {
        startTogether(2);
    }

    @Test
    @Tag("soak")
    void soDoEight() throws Exception {
        startTogether(8);
    }

    private static void startTogether(int instances) throws SQLException {
        var database = TestDatabase.fresh();
        var services = new ArrayList<ServiceProcess>();
        try {
            IntStream.range(0, instances).forEach(i -> services.add(ServiceProcess.start(database)));
            services.forEach(ServiceProcess::awaitReady);
        } finally {
            services.forEach(ServiceProcess::close);
        }
        var applied = history(database);
        assertThat(applied).isNotEmpty().doesNotHaveDuplicates().allMatch(row -> row.endsWith(" true"));

        try (var again = ServiceProcess.start(database).awaitReady()) {
            assertThat(history(database)).isEqualTo(applied);
            assertThat(again.output()).doesNotContain("Migrated the schema");
        }
    }

    @Test
    void aDatabaseThatAlembicLeftIsTakenOverWithEveryRow() throws Exception {
        var url = TestDatabase.fresh();
        var database = Database.at(url);
        FirstRows.insertWithSchema(database);
        var counts = Foreign.counts(database);
        try (var service = ServiceProcess.start(url).awaitReady()) {
            assertThat(service.output()).contains("Took over the database that Alembic left at revision 001");
        }
        assertThat(Foreign.counts(database)).containsAllEntriesOf(counts);
        assertThat(database.rows("SELECT * FROM alembic_version")).containsExactly("001");
        assertThat(history(url))
                .containsExactlyElementsOf(
                        OwnRevisions.ids().stream().map(id -> id + " true").toList());
    }

    /** One kind for all, which TakeoverTest tries: this is about the start. */
    @Test
    void aDatabaseThatCanNotBeTakenOverIsLeftUntouched() throws Exception {
        var url = TestDatabase.fresh();
        var database = Database.at(url);
        Foreign.UNKNOWN_REVISION.make(database);
        var catalog = Catalog.of(database);
        var rows = Foreign.rows(database);
        try (var service = ServiceProcess.start(url)) {
            assertThat(service.exitCode()).isEqualTo(1);
            assertThat(service.output().lines().filter(line -> line.contains("FAILED: ")))
                    .singleElement()
                    .asString()
                    .contains("FAILED: " + Foreign.UNKNOWN_REVISION.violation());
            assertThat(service.output()).doesNotContain("\tat ");
        }
        assertThat(Catalog.of(database)).isEqualTo(catalog);
        assertThat(Foreign.rows(database)).isEqualTo(rows);
        assertThat(database.rows("SELECT to_regclass('flyway_schema_history')")).containsExactly("null");
    }

    private static List<String> history(String database) throws SQLException {
        var rows = new ArrayList<String>();
        try (var connection =
                        DriverManager.getConnection("jdbc:" + database.replace("postgres@", "") + "?user=postgres");
                var statement = connection.createStatement();
                var result = statement.executeQuery(
                        "SELECT version, success FROM flyway_schema_history ORDER BY installed_rank")) {
            while (result.next()) {
                rows.add(result.getString(1) + " " + result.getBoolean(2));
            }
        }
        return rows;
    }
}
