package co.getanswers.schema.dev.generate;

import co.getanswers.platform.DatabaseUrl;
import co.getanswers.schema.MigrationFailure;
import co.getanswers.schema.Revision;
import co.getanswers.schema.Revisions;
import co.getanswers.schema.SchemaHistory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.postgresql.PGConnection;

/** Fills a scratch database with the schema and the rows of another database, which is only read. */
final class DatabaseCopy {
    /** Parents before their children, so that foreign keys hold at any time. */
    private static final String TABLES = """
            WITH RECURSIVE tables AS (
                SELECT oid FROM pg_class
                WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
                  AND relname NOT IN ('flyway_schema_history', 'alembic_version')
            ), depths AS (
                SELECT oid, 0 AS depth FROM tables
                UNION
                SELECT k.conrelid, d.depth + 1
                FROM depths d
                JOIN pg_constraint k ON k.contype = 'f' AND k.confrelid = d.oid AND k.conrelid <> k.confrelid
                WHERE d.depth < 50
            )
            SELECT oid::regclass FROM depths GROUP BY oid ORDER BY max(depth), oid::regclass::text""";

    private DatabaseCopy() {}

    /**
     * Runs the revisions that the source has, and copies the rows of their tables.
     *
     * @return the revision that both are at; absent at the base
     */
    static Optional<Revision> fromUrl(String url, ScratchDatabase scratch, Revisions revisions) {
        var source = new ScratchServer(DatabaseUrl.parse(url));
        try (var from = source.source(source.url().database()).getConnection();
                var to = scratch.source().getConnection()) {
            from.setAutoCommit(false);
            execute(from, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
            var history = SchemaHistory.read(from);
            var current = history.rows().isEmpty() && hasTable(from, "alembic_version")
                    ? revisions.all().stream().findFirst()
                    : history.current().flatMap(row -> revisions.find(row.number()));
            for (var revision : revisions.between(null, current.orElse(null))) {
                scratch.run(revision.up());
            }
            for (var table : scratch.rows(TABLES)) {
                execute(to, "DELETE FROM " + table);
            }
            for (var table : scratch.rows(TABLES)) {
                copy(table, from, to);
            }
            return current;
        } catch (SQLException | IOException failed) {
            throw new MigrationFailure("The database can't be copied: " + failed.getMessage(), failed);
        }
    }

    private static void copy(String table, Connection from, Connection to) throws SQLException, IOException {
        var columns = new ArrayList<>(columns(table, to));
        columns.retainAll(columns(table, from));
        var list = String.join(", ", columns);
        if (columns.isEmpty()) {
            return;
        }
        var out = from.unwrap(PGConnection.class).getCopyAPI();
        var in = to.unwrap(PGConnection.class).getCopyAPI();
        try (var sink = new PipedOutputStream();
                var rows = new PipedInputStream(sink, 1 << 16)) {
            var reading = CompletableFuture.supplyAsync(() -> {
                try (sink) {
                    return out.copyOut("COPY (SELECT " + list + " FROM " + table + ") TO STDOUT", sink);
                } catch (SQLException | IOException failed) {
                    throw new MigrationFailure("Table " + table + " can't be read: " + failed.getMessage(), failed);
                }
            });
            in.copyIn("COPY " + table + " (" + list + ") FROM STDIN", rows);
            reading.join();
        }
    }

    private static List<String> columns(String table, Connection connection) throws SQLException {
        var columns = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "SELECT quote_ident(attname) FROM pg_attribute WHERE attrelid = to_regclass('" + table
                                + "') AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum")) {
            while (row.next()) {
                columns.add(row.getString(1));
            }
        }
        return columns;
    }

    /** Restores a dump with the client programs of PostgreSQL. */
    static Optional<Revision> fromDump(Path dump, ScratchDatabase scratch, Revisions revisions) {
        var command = isArchive(dump)
                ? List.of(
                        "pg_restore",
                        "--no-owner",
                        "--no-privileges",
                        "--exit-on-error",
                        "-d",
                        scratch.name(),
                        dump.toString())
                : List.of("psql", "-qX", "-v", "ON_ERROR_STOP=1", "-o", "/dev/null", "-f", dump.toString());
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(scratch.clientEnvironment());
            var process = builder.start();
            var said = new ByteArrayOutputStream();
            try (InputStream output = process.getInputStream()) {
                output.transferTo(said);
            }
            if (process.waitFor() != 0) {
                throw new MigrationFailure("The dump can't be restored: "
                        + said.toString(StandardCharsets.UTF_8)
                                .lines()
                                .findFirst()
                                .orElse(command.get(0) + " failed"));
            }
            try (var connection = scratch.source().getConnection()) {
                var history = SchemaHistory.read(connection);
                if (history.rows().isEmpty() && hasTable(connection, "alembic_version")) {
                    // The first revision here makes it, the old service's did not, and the undo of the second leaves
                    // it.
                    execute(connection, "CREATE INDEX IF NOT EXISTS ix_magic_links_user_id ON magic_links (user_id)");
                    return revisions.all().stream().findFirst();
                }
                return history.current().flatMap(row -> revisions.find(row.number()));
            }
        } catch (IOException missing) {
            throw new MigrationFailure(
                    "A dump is restored by " + command.get(0) + ", which is not on the path: install the"
                            + " client programs of PostgreSQL, or name a database by its URL.",
                    missing);
        } catch (SQLException failed) {
            throw new MigrationFailure("The restored dump can't be read: " + failed.getMessage(), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new MigrationFailure("Interrupted. The copy is dropped.", interrupted);
        }
    }

    private static boolean isArchive(Path dump) {
        try (var file = Files.newInputStream(dump)) {
            return new String(file.readNBytes(5), StandardCharsets.US_ASCII).equals("PGDMP");
        } catch (IOException failed) {
            throw new MigrationFailure("The dump " + dump + " can't be read: " + failed.getMessage(), failed);
        }
    }

    private static boolean hasTable(Connection connection, String table) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT to_regclass('" + table + "') IS NOT NULL")) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
