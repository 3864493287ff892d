package co.getanswers.schema;

import co.getanswers.TestDatabase;
import co.getanswers.platform.DatabaseUrl;
import co.getanswers.platform.database.FlywaySetup;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.postgresql.ds.PGSimpleDataSource;

/** A database of a test's own, and what the tests of the schema do to it. */
record Database(PGSimpleDataSource source) {
    private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

    static {
        // A line for each revision of each test hides what failed.
        FLYWAY.setLevel(Level.WARNING);
    }

    static Database empty() {
        var url = DatabaseUrl.parse(TestDatabase.fresh());
        var source = new PGSimpleDataSource();
        source.setServerNames(new String[] {url.host()});
        source.setPortNumbers(new int[] {url.port()});
        source.setDatabaseName(url.database());
        source.setUser(url.user());
        return new Database(source);
    }

    /** With all revisions. */
    static Database migrated() {
        var database = empty();
        database.migrateTo("latest");
        return database;
    }

    void migrateTo(String version) {
        flyway().target(version).load().migrate();
    }

    /** Records the revision as reached, as for a database that Alembic made. */
    void baseline(String version) {
        flyway().baselineVersion(version).load().baseline();
    }

    /** Runs a revision's undo script and takes the revision out of the history. */
    void undo(String version) {
        var script = Script.undo(version);
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            if (script.concurrent()) {
                for (var sql : script.statements()) {
                    statement.execute(sql);
                }
            } else {
                connection.setAutoCommit(false);
                statement.execute(script.sql());
                connection.commit();
            }
        } catch (SQLException failed) {
            throw new AssertionError(script.name() + ": " + failed.getMessage(), failed);
        }
        execute("DELETE FROM flyway_schema_history WHERE version = '" + version + "'");
    }

    /** Undoes all revisions after the given one, the newest first; "000" for all there are. */
    void undoTo(String version) {
        var applied = rows(
                "SELECT version FROM flyway_schema_history WHERE version > '" + version + "' ORDER BY version DESC");
        applied.forEach(this::undo);
    }

    void execute(String sql) {
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new AssertionError(failed.getMessage(), failed);
        }
    }

    /** Each row as text, its columns joined by {@code " | "}, null as {@code null}; times are in UTC. */
    List<String> rows(String query) {
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("SET TIME ZONE 'UTC'");
            var rows = new ArrayList<String>();
            try (var result = statement.executeQuery(query)) {
                while (result.next()) {
                    var row = new StringJoiner(" | ");
                    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                        row.add(result.getString(i));
                    }
                    rows.add(row.toString());
                }
            }
            return rows;
        } catch (SQLException failed) {
            throw new AssertionError(failed.getMessage(), failed);
        }
    }

    /** The tables of the schema, without Flyway's own. */
    List<String> tables() {
        return rows("""
                SELECT relname FROM pg_class
                WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
                  AND relname NOT IN ('flyway_schema_history', 'alembic_version')
                ORDER BY relname""");
    }

    /** Far from UTC, and with a summer time: what a revision leaves to the session's zone shows. */
    private FluentConfiguration flyway() {
        var configuration = Flyway.configure()
                .dataSource(source)
                .locations("filesystem:src/main/resources/db/migration")
                .validateMigrationNaming(true)
                .initSql("SET TIME ZONE 'America/New_York'; SET client_min_messages = warning");
        new FlywaySetup().customize(configuration);
        return configuration;
    }
}
