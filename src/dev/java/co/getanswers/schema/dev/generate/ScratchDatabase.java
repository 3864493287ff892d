package co.getanswers.schema.dev.generate;

import co.getanswers.schema.MigrationFailure;
import co.getanswers.schema.Script;
import co.getanswers.schema.Statement;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import javax.sql.DataSource;

/** A database that is created for one command and dropped when it is closed. Its open connection marks it as in use. */
public final class ScratchDatabase implements AutoCloseable {
    private static final String SETTINGS = "SET TIME ZONE 'America/New_York'; SET client_min_messages = warning";

    private final ScratchServer server;
    private final String name;
    private final Connection connection;
    private Connection reader;

    private ScratchDatabase(ScratchServer server, String name, Connection connection) {
        this.server = server;
        this.name = name;
        this.connection = connection;
    }

    static ScratchDatabase open(ScratchServer server, String name) throws SQLException {
        var database = new ScratchDatabase(server, name, server.source(name).getConnection());
        // A zone far from UTC and with a summer time shows where a script depends on the session's time zone.
        database.run(SETTINGS);
        return database;
    }

    String name() {
        return name;
    }

    DataSource source() {
        return server.source(name);
    }

    /**
     * A second connection for reading the whole catalog repeatedly. Closing it leaves it open, for on a new one the
     * server would begin with empty caches each time.
     */
    Connection reader() throws SQLException {
        if (reader == null) {
            reader = source().getConnection();
        }
        reader.setAutoCommit(true);
        return (Connection) Proxy.newProxyInstance(
                ScratchDatabase.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    if (!method.getName().equals("close")) {
                        return method.invoke(reader, arguments);
                    }
                    if (!reader.getAutoCommit()) {
                        reader.rollback();
                    }
                    return null;
                });
    }

    /** The environment of PostgreSQL's client programs for this database. */
    Map<String, String> clientEnvironment() {
        return server.clientEnvironment(name);
    }

    String jdbcUrl() {
        return server.source(name).getURL();
    }

    /** @throws MigrationFailure if it fails; the message names the script */
    void run(Script script) {
        try {
            run(script.transactional(), () -> {
                for (var statement : script.statements()) {
                    statement.execute(connection);
                }
            });
            run("RESET SESSION AUTHORIZATION; RESET ROLE; RESET ALL; " + SETTINGS);
        } catch (SQLException failed) {
            throw ScratchServer.failure(script.name() + " can't be run on a scratch database", failed);
        }
    }

    /** Runs a script in one transaction, or in auto-commit if one of its statements can't run in a transaction. */
    void run(String script) throws SQLException {
        run(Statement.split(script).stream().map(Statement::sql).toList());
    }

    void run(List<String> statements) throws SQLException {
        run(statements.stream().noneMatch(StepPlanner::isConcurrent), () -> {
            try (var statement = connection.createStatement()) {
                for (var sql : statements) {
                    statement.execute(sql);
                }
            }
        });
    }

    private interface Work {
        void run() throws SQLException;
    }

    private void run(boolean transactional, Work work) throws SQLException {
        connection.setAutoCommit(!transactional);
        try {
            work.run();
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
        } finally {
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
            connection.setAutoCommit(true);
        }
    }

    /** The rows as text, each with its non-null columns joined by a space. */
    List<String> rows(String query) {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(query)) {
            var rows = new ArrayList<String>();
            while (result.next()) {
                var row = new StringJoiner(" ");
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    if (result.getString(i) != null) {
                        row.add(result.getString(i));
                    }
                }
                rows.add(row.toString());
            }
            return rows;
        } catch (SQLException failed) {
            throw ScratchServer.failure("The scratch database can't be read", failed);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
            if (reader != null) {
                reader.close();
            }
        } catch (SQLException brokenAlready) {
            // Dropping the database ends the connections, too.
        }
        server.drop(name);
    }
}
