package co.getanswers.schema.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import co.getanswers.platform.DatabaseUrl;
import co.getanswers.schema.Catalog;
import co.getanswers.schema.OwnRevisions;
import co.getanswers.schema.Script;
import java.io.File;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.PGConnection;

/** A script that was printed and run by hand leaves what the command would have left. */
class OfflineTest {
    /** The program that runs the script. */
    enum Runner {
        PSQL {
            @Override
            void run(String databaseUrl, String script) throws Exception {
                var found = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "psql")));
                if (!found) {
                    System.out.println("SKIPPED: psql is not installed here, with which this test runs scripts.");
                }
                assumeTrue(found, "psql is not installed");
                var psql = new ProcessBuilder("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", databaseUrl)
                        .redirectErrorStream(true)
                        .start();
                try (var input = psql.outputWriter(StandardCharsets.UTF_8)) {
                    input.write(script);
                }
                var said = new String(psql.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                if (psql.waitFor() != 0) {
                    throw new SQLException(said);
                }
                assertThat(said).isEmpty();
            }
        },
        JDBC {
            @Override
            void run(String databaseUrl, String script) throws Exception {
                try (var connection = DriverManager.getConnection(
                        DatabaseUrl.parse(databaseUrl).settings().get("quarkus.datasource.jdbc.url"),
                        "postgres",
                        null)) {
                    runIn(connection, script);
                }
            }
        };

        abstract void run(String databaseUrl, String script) throws Exception;
    }

    private static void runIn(Connection connection, String script) throws Exception {
        try (var statement = connection.createStatement()) {
            for (var sql : new Script("offline.sql", script).statements()) {
                if (sql.copyData() == null) {
                    statement.execute(sql.sql());
                } else {
                    connection
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyIn(sql.sql(), new StringReader(sql.copyData()));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Runner.class)
    void allTheWayUpAndDown(Runner runner) throws Exception {
        var byHand = Cli.onEmptyDatabase();
        runner.run(byHand.databaseUrl(), printed(byHand, "upgrade", "--sql"));
        sameAs(upgradedTo("head"), byHand);
        assertThat(byHand.migrate("current", "--check-heads").out()).isEqualTo(OwnRevisions.HEAD + " (head)\n");
        assertThat(byHand.migrate("upgrade")).isEqualTo(new Cli.Result(0, "", ""));

        runner.run(byHand.databaseUrl(), printed(byHand, "downgrade", "--sql", "base"));
        assertThat(byHand.migrate("current").out()).isEmpty();
        assertThat(Catalog.of(byHand.database())).isEqualTo(new Catalog(List.of(), List.of(), List.of(), List.of()));
        assertThat(byHand.migrate("upgrade").code()).isZero();
        sameAs(upgradedTo("head"), byHand);
    }

    @ParameterizedTest
    @EnumSource(Runner.class)
    void fromTheMiddleAndOverARange(Runner runner) throws Exception {
        var places = OwnRevisions.ids().size();
        var low = OwnRevisions.ids().get(places / 4);
        var middle = OwnRevisions.ids().get(places / 2);
        var high = OwnRevisions.ids().get(places * 3 / 4);
        var byHand = upgradedTo(low);
        runner.run(byHand.databaseUrl(), printed(byHand, "upgrade", "--sql", middle));
        sameAs(upgradedTo(middle), byHand);

        var nowhere = new Cli("postgresql://nobody@localhost:1/nothing", byHand.revisions());
        runner.run(byHand.databaseUrl(), printed(nowhere, "upgrade", "--sql", middle + ":" + high));
        sameAs(upgradedTo(high), byHand);
        runner.run(byHand.databaseUrl(), printed(nowhere, "downgrade", "--sql", high + ":" + OwnRevisions.before(low)));
        sameAs(upgradedTo(OwnRevisions.before(low)), byHand);
    }

    @Test
    void theRowsOfTheHistoryAreThoseThatTheCommandWrites() throws Exception {
        var tenth = OwnRevisions.ids().get(9);
        var byHand = Cli.onEmptyDatabase();
        Runner.JDBC.run(byHand.databaseUrl(), printed(byHand, "upgrade", "--sql", tenth));
        Runner.JDBC.run(byHand.databaseUrl(), printed(byHand, "downgrade", "--sql", "-2"));
        var byCommand = upgradedTo(tenth);
        byCommand.migrate("downgrade", "-2");

        var rows = "SELECT installed_rank, version, description, type, script, checksum, installed_by, success"
                + " FROM flyway_schema_history ORDER BY installed_rank";
        assertThat(byHand.database().rows(rows))
                .isEqualTo(byCommand.database().rows(rows))
                .hasSize(12);
    }

    @ParameterizedTest
    @EnumSource(Runner.class)
    void aScriptForAnotherRevisionDoesNothing(Runner runner) throws Exception {
        var begins = OwnRevisions.ids().get(1);
        var stands = OwnRevisions.ids().get(4);
        var byHand = upgradedTo(stands);
        var script = printed(
                byHand, "upgrade", "--sql", begins + ":" + OwnRevisions.ids().get(3));
        var before = Catalog.of(byHand.database());

        assertThat(catchThrowable(() -> runner.run(byHand.databaseUrl(), script)))
                .hasMessageContaining(
                        "This step begins at revision " + begins + ", and the database is at " + stands + ".");
        assertThat(Catalog.of(byHand.database())).isEqualTo(before);
        assertThat(byHand.migrate("current").out()).isEqualTo(stands + "\n");
    }

    @Test
    void nothingToDoPrintsNothing() {
        assertThat(upgradedTo("head").migrate("upgrade", "--sql")).isEqualTo(new Cli.Result(0, "", ""));
    }

    @Test
    void aScriptLeavesNothingInASessionThatAPoolerMayGiveToOthers() throws Exception {
        var byHand = Cli.onEmptyDatabase();
        var script = printed(byHand, "upgrade", "--sql") + printed(byHand, "downgrade", "--sql", "head:base");
        try (var connection = byHand.database().connection();
                var statement = connection.createStatement()) {
            statement.execute("SET statement_timeout = '1h'");
            runIn(connection, script);

            var left = statement.executeQuery("SELECT count(*), current_setting('statement_timeout'),"
                    + " current_setting('client_min_messages') FROM pg_locks"
                    + " WHERE pid = pg_backend_pid() AND locktype = 'advisory'");
            left.next();
            assertThat(List.of(left.getString(1), left.getString(2), left.getString(3)))
                    .containsExactly("0", "0", "notice");
        }
    }

    private static Cli upgradedTo(String revision) {
        var cli = Cli.onEmptyDatabase();
        assertThat(cli.migrate("upgrade", revision).code()).isZero();
        return cli;
    }

    private static String printed(Cli cli, String... arguments) {
        var result = cli.migrate(arguments);
        assertThat(result.code()).as(result.err()).isZero();
        return result.out();
    }

    private static void sameAs(Cli expected, Cli actual) {
        assertThat(Catalog.of(actual.database())).isEqualTo(Catalog.of(expected.database()));
        assertThat(actual.migrate("current")).isEqualTo(expected.migrate("current"));
    }
}
