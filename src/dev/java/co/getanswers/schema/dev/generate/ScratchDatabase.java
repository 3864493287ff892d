package co.getanswers.schema.dev.generate;

import co.getanswers.schema.MigrationFailure;
import co.getanswers.schema.Script;
import co.getanswers.schema.Statement;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import javax.sql.DataSource;

/** A database that is made for one command and dropped when it is closed. Its connection shows that it is in use. */
public final class ScratchDatabase implements AutoCloseable {
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
        // What a script leaves to the session's zone shows where that is far from UTC and has a summer time.
        database.run("SET TIME ZONE 'America/New_York'; SET client_min_messages = warning");
        return database;
    }

    String name() {
        return name;
    }

    DataSource source() {
        return server.source(name);
    }

    /**
     * A second connection, which looks at the whole catalog time and again: it stays open when it is closed, for with
     * a new one the server would begin with empty caches each time.
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

    String jdbcUrl() {
        return server.source(name).getURL();
    }

    /** @throws MigrationFailure where it can't be run, naming it */
    void run(Script script) {
        try {
            run(script.sql());
        } catch (SQLException failed) {
            throw ScratchServer.failure(script.name() + " can't be run on a scratch database", failed);
        }
    }

    /** Runs a script in one transaction, or each statement by itself where one of them must not stand in one. */
    void run(String script) throws SQLException {
        run(Statement.split(script).stream().map(Statement::sql).toList());
    }

    void run(List<String> statements) throws SQLException {
        connection.setAutoCommit(statements.stream().anyMatch(StepPlanner::isConcurrent));
        try (var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
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

    /** Each row as text, its columns joined by a space, without those that are null. */
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
            // It is dropped all the same.
        }
        server.drop(name);
    }
}
