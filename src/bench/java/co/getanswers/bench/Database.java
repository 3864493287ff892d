package co.getanswers.bench;

import co.getanswers.platform.DatabaseUrl;
import co.getanswers.platform.embedded.EmbeddedServer;
import co.getanswers.schema.Revisions;
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
 * A database of a run. A filled one is kept as a template, named by the schema, the fill script and the number of
 * actions; scenarios that write work on a copy.
 */
final class Database {
    static final String PASSWORD = "correct horse battery";

    /** Fills the counters from the rows: the script of a revision, whatever its number. */
    static final String COUNT = Revisions.packaged().all().stream()
            .filter(revision -> revision.description().equals("fill user counters"))
            .findFirst()
            .orElseThrow()
            .up()
            .sql();

    private static final String TEMPLATE = "getanswers_bench_";
    private static final String COPY = "getanswers_bench";
    private static final String ADMINISTRATION = "postgres";
    private static final int ACTIONS_OF_A_THREAD = 2;

    private final String server;
    private final String name;

    private Database(String server, String name) {
        this.server = server;
        this.name = name;
    }

    /**
     * The server of {@code DATABASE_URL}, whose role may create databases; else the embedded one with its data in .dev.
     * Its memory holds what the scenarios read: otherwise they would measure copying from the file cache.
     */
    static Database open() {
        var url = System.getenv("DATABASE_URL");
        var database = new Database(
                url == null || url.isBlank()
                        ? EmbeddedServer.open(Path.of(".dev", "bench", "postgres"), Map.of("shared_buffers", "1GB"))
                                .url(ADMINISTRATION)
                        : url,
                ADMINISTRATION);
        try {
            database.execute("create extension if not exists pg_stat_statements");
        } catch (IllegalStateException absent) {
            Progress.say("statements are not counted: the server lacks pg_stat_statements, or the role may not use it");
        }
        return database;
    }

    private Database named(String other) {
        return new Database(server, other);
    }

    /** The URL of the database, in the form of {@code DATABASE_URL}. */
    String url() {
        return server.replaceFirst("(://[^/]+/)[^?]*", "$1" + name);
    }

    /** The filled template with this number of actions, filled first if it does not exist. */
    Database filled(int actions, Path java, Path application) {
        var revisions = Revisions.packaged().all();
        var fill = resource("fill.sql");
        var version = new CRC32();
        version.update(fill.getBytes(StandardCharsets.UTF_8));
        var prefix = TEMPLATE + revisions.get(revisions.size() - 1).id() + "_"
                + HexFormat.of().toHexDigits((int) version.getValue()) + "_";
        // Templates of another schema or fill script are of no use.
        for (var old : query("select datname from pg_database where datname ~ '^%s' and datname !~ '^%s'"
                .formatted(TEMPLATE + "[0-9]", prefix))) {
            execute("drop database \"" + old.get(0) + "\" with (force)");
        }
        var template = named(prefix + actions);
        if (query("select 1 from pg_database where datname = '" + template.name + "'")
                .isEmpty()) {
            Progress.say("filling a database with %,d actions, which is kept".formatted(actions));
            var unfinished = empty(COPY + "_unfinished");
            unfinished.fill(fill, actions / ACTIONS_OF_A_THREAD, java, application);
            execute("alter database " + unfinished.name + " rename to " + template.name);
        }
        return template;
    }

    /** A fresh copy, which replaces the one before. */
    Database copy(Database template) {
        Progress.say("copying " + template.name);
        execute("drop database if exists " + COPY + " with (force)");
        execute("create database " + COPY + " template " + template.name + " strategy file_copy");
        return named(COPY);
    }

    /** An empty database, which replaces one of this name. */
    Database empty(String name) {
        execute("drop database if exists " + name + " with (force)");
        execute("create database " + name);
        return named(name);
    }

    private void fill(String fill, int threads, Path java, Path application) {
        Command.output(
                Map.of("DATABASE_URL", url()), java.toString(), "-jar", application.toString(), "migrate", "upgrade");
        var hash = BcryptUtil.bcryptHash(PASSWORD, 12, "0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
        var script = fill.replace("${passwordHash}", hash).replace("${threads}", String.valueOf(threads));
        try (var connection = connect();
                var statement = connection.createStatement()) {
            for (var part : script.split("(?<=;)\n\n")) {
                part.lines()
                        .filter(line -> !line.isBlank() && !line.startsWith("--"))
                        .findFirst()
                        .ifPresent(line -> Progress.say("filling: " + line));
                statement.execute(part);
            }
            Progress.say("counting, and collecting statistics");
            statement.execute("truncate user_counters");
            statement.execute(COUNT);
            statement.execute("vacuum (analyze)");
            statement.execute("checkpoint");
        } catch (SQLException failed) {
            throw new IllegalStateException("The database can't be filled", failed);
        }
    }

    /** The rows of a query, with their values as text. */
    List<List<String>> query(String sql) {
        try (var connection = connect();
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

    void execute(String sql) {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /**
     * The number of statements run, without those that begin and end transactions; NaN if the server does not count
     * them.
     */
    double statements() {
        try {
            var counted = named(ADMINISTRATION).query("""
                    select coalesce(sum(s.calls), 0)
                    from pg_stat_statements s join pg_database d on d.oid = s.dbid
                    where d.datname = '%s' and s.query !~* '^(begin|start|commit|rollback)'""".formatted(name));
            return Double.parseDouble(counted.get(0).get(0));
        } catch (IllegalStateException notCounted) {
            return Double.NaN;
        }
    }

    /** The server's main process, the parent of all others; it must run on this machine. */
    long postmaster() {
        var child = query("select pid from pg_stat_activity where backend_type = 'checkpointer'");
        return ProcessUsage.parent(Long.parseLong(child.get(0).get(0)));
    }

    private Connection connect() throws SQLException {
        var settings = DatabaseUrl.parse(url()).settings();
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
