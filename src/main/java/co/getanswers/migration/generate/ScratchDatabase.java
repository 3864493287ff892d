package co.getanswers.migration.generate;

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

    /** With the password, which has no place in a message. */
    String jdbcUrl() {
        return server.source(name).getURL();
    }

    /** Runs a script in one transaction, or each statement by itself where one of them must not stand in one. */
    void run(String script) throws SQLException {
        run(Statements.of(script));
    }

    void run(List<String> statements) throws SQLException {
        connection.setAutoCommit(statements.stream().anyMatch(Statements::concurrent));
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
            throw new ScratchFailure("The scratch database can't be read", failed);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException brokenAlready) {
            // It is dropped all the same.
        }
        server.drop(name);
    }
}
