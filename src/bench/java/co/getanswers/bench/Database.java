package co.getanswers.bench;

import co.getanswers.platform.DatabaseUrl;
import co.getanswers.platform.embedded.EmbeddedServer;
import co.getanswers.platform.schema.Revisions;
import io.quarkus.elytron.security.common.BcryptUtil;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * The databases of a run. What is filled is kept as a template, named by the schema and the fill that made it; each run
 * works on a copy.
 */
final class Database {
    static final String PASSWORD = "correct horse battery";

    private static final String TEMPLATE = "getanswers_bench_";
    private static final String COPY = "getanswers_bench";

    private final String server;

    private Database(String server) {
        this.server = server;
    }

    /**
     * That of {@code DATABASE_URL}, whose role may create databases; else the embedded one, with its data in .dev. That has
     * room for what the scenarios read: otherwise they would measure how it copies pages from the file cache.
     */
    static Database open() {
        var url = System.getenv("DATABASE_URL");
        return new Database(
                url == null || url.isBlank()
                        ? EmbeddedServer.open(Path.of(".dev", "bench", "postgres"), Map.of("shared_buffers", "1GB"))
                                .url("postgres")
                        : url);
    }

    /** The address of a database on this server, as {@code DATABASE_URL} has it. */
    String url(String name) {
        return server.replaceFirst("(://[^/]+/)[^?]*", "$1" + name);
    }

    String url() {
        return url(COPY);
    }

    /** A fresh copy of the filled database; fills one first where there is none yet. */
    void copy(Path java, Path application) {
        var revisions = Revisions.packaged().all();
        var fill = resource("fill.sql");
        var version = new CRC32();
        version.update(fill.getBytes(StandardCharsets.UTF_8));
        var template = TEMPLATE + revisions.get(revisions.size() - 1).id() + "_"
                + HexFormat.of().toHexDigits((int) version.getValue());
        if (query("postgres", "select 1 from pg_database where datname = '" + template + "'")
                .isEmpty()) {
            fill(template, fill, java, application);
        }
        Progress.say("copying " + template);
        execute("postgres", "drop database if exists " + COPY + " with (force)");
        execute("postgres", "create database " + COPY + " template " + template + " strategy file_copy");
    }

    /** An empty database of this name, in the place of any. */
    void createEmpty(String name) {
        execute("postgres", "drop database if exists " + name + " with (force)");
        execute("postgres", "create database " + name);
    }

    private void fill(String template, String fill, Path java, Path application) {
        // What was filled with another schema or otherwise serves no more.
        for (var old : query("postgres", "select datname from pg_database where datname ~ '^" + TEMPLATE + "'")) {
            execute("postgres", "drop database \"" + old.get(0) + "\" with (force)");
        }
        var unfinished = COPY + "_unfinished";
        createEmpty(unfinished);
        Command.output(
                Map.of("DATABASE_URL", url(unfinished)),
                java.toString(),
                "-jar",
                application.toString(),
                "migrate",
                "upgrade");
        var hash = BcryptUtil.bcryptHash(PASSWORD, 12, "0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
        try (var connection = connect(unfinished);
                var statement = connection.createStatement()) {
            for (var part : fill.replace("${passwordHash}", hash).split("(?<=;)\n\n")) {
                Progress.say("filling: "
                        + part.replaceAll("(?m)^--.*\n", "").lines().findFirst().orElse(""));
                statement.execute(part);
            }
            Progress.say("counting, and collecting statistics");
            statement.execute("truncate user_counters");
            statement.execute(resource("db/migration/V060__fill_user_counters.sql"));
            statement.execute("vacuum (analyze)");
            statement.execute("checkpoint");
        } catch (SQLException failed) {
            throw new IllegalStateException("The database can't be filled", failed);
        }
        execute("postgres", "alter database " + unfinished + " rename to " + template);
    }

    /** The rows of a query on the copy, their values as text. */
    List<List<String>> query(String sql) {
        return query(COPY, sql);
    }

    private List<List<String>> query(String database, String sql) {
        try (var connection = connect(database);
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            var rows = new ArrayList<List<String>>();
            while (row.next()) {
                rows.add(values(row));
            }
            return rows;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static List<String> values(ResultSet row) throws SQLException {
        var values = new ArrayList<String>();
        for (var i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            values.add(row.getString(i));
        }
        return values;
    }

    private void execute(String database, String sql) {
        try (var connection = connect(database);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** The process that all of the server's others are children of; it must run on this machine. */
    long postmaster() {
        var child = query("postgres", "select pid from pg_stat_activity where backend_type = 'checkpointer'");
        return Usage.parent(Long.parseLong(child.get(0).get(0)));
    }

    private Connection connect(String database) throws SQLException {
        var settings = DatabaseUrl.parse(url(database)).settings();
        return DriverManager.getConnection(
                settings.get("quarkus.datasource.jdbc.url"),
                settings.get("quarkus.datasource.username"),
                settings.get("quarkus.datasource.password"));
    }

    private static String resource(String name) {
        try (var file = Database.class.getClassLoader().getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
