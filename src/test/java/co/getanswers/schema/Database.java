package co.getanswers.schema;

import co.getanswers.TestDatabase;
import co.getanswers.platform.DatabaseUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.postgresql.ds.PGSimpleDataSource;

/** A database of a test's own, and what the tests of the schema do to it. */
public record Database(PGSimpleDataSource source) {
    static Database empty() {
        return at(TestDatabase.fresh());
    }

    public static Database at(String databaseUrl) {
        var url = DatabaseUrl.parse(databaseUrl);
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

    public void migrateTo(String version) {
        in(session -> new SchemaUpgrade(session, OwnRevisions.ALL, LockPolicy.DEFAULT, Progress.SILENT)
                .upgrade(version.equals("latest") ? null : revision(version)));
    }

    /** Records the revision as reached, as for a database that Alembic made. */
    void baseline(String version) {
        in(session -> {
            new SchemaStamp(session, OwnRevisions.ALL).stamp(revision(version), false);
            return null;
        });
    }

    /** Takes the newest revision back. */
    void undo(String version) {
        undoTo(OwnRevisions.ALL.parent(revision(version)).map(Revision::id).orElse("000"));
    }

    /** Undoes all revisions after the given one, the newest first; "000" for all there are. */
    void undoTo(String version) {
        in(session -> new SchemaDowngrade(session, OwnRevisions.ALL, LockPolicy.DEFAULT, Progress.SILENT)
                .downgrade(version.equals("000") ? null : revision(version)));
    }

    private static Revision revision(String version) {
        return OwnRevisions.ALL.find(version).orElseThrow();
    }

    private interface Work {
        Object run(MigrationSession session) throws SQLException;
    }

    private void in(Work work) {
        try (var session = MigrationSession.open(farFromUtc(), Progress.SILENT)) {
            work.run(session);
        } catch (SQLException failed) {
            throw new AssertionError(failed.getMessage(), failed);
        }
    }

    public void execute(String sql) {
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new AssertionError(failed.getMessage(), failed);
        }
    }

    public Connection connection() {
        try {
            return source.getConnection();
        } catch (SQLException failed) {
            throw new AssertionError(failed.getMessage(), failed);
        }
    }

    /** Each row as text, its columns joined by {@code " | "}, null as {@code null}; times are in UTC. */
    public List<String> rows(String query) {
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
    public List<String> tables() {
        return rows("""
                SELECT relname FROM pg_class
                WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
                  AND relname NOT IN ('flyway_schema_history', 'alembic_version')
                ORDER BY relname""");
    }

    /** With a summer time, too: what a revision leaves to the session's zone shows. */
    private PGSimpleDataSource farFromUtc() {
        return new PGSimpleDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                var connection = source.getConnection();
                try (var statement = connection.createStatement()) {
                    statement.execute("SET TIME ZONE 'America/New_York'");
                }
                return connection;
            }
        };
    }
}
