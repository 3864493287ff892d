package co.getanswers.schema;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The one connection of a migration: it holds the lock that keeps other migrations out, runs the revisions, and writes
 * the rows of the history. So a revision and its row commit together, and the lock of a killed process lasts until the
 * server has ended that process's statement.
 */
public final class MigrationSession implements AutoCloseable {
    /** The key of the advisory lock, two numbers: "GetA" and "nsw" in ASCII. */
    public static final String LOCK = "1197831233, 7238519";

    private static final Duration CONNECTION_CHECK = Duration.ofSeconds(1);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Connection connection;

    private MigrationSession(Connection connection) {
        this.connection = connection;
    }

    /** Opens a session once no other process migrates this database. */
    public static MigrationSession open(DataSource database, Progress progress) throws SQLException {
        var connection = database.getConnection();
        try {
            connection.setAutoCommit(true);
            var session = new MigrationSession(connection);
            session.execute("SET client_min_messages = warning");
            session.checkClientConnections();
            session.lock(progress);
            return session;
        } catch (SQLException | RuntimeException failed) {
            connection.close();
            throw failed;
        }
    }

    /**
     * Makes the server end the statement of a killed client within a second, instead of finishing it with the lock
     * held. Before PostgreSQL 14, and on systems that can't tell, the statement is finished.
     */
    private void checkClientConnections() {
        try {
            setConnectionCheckInterval("'" + CONNECTION_CHECK.toMillis() + "'");
        } catch (SQLException notOnThisSystem) {
            // The statement of a killed client is finished.
        }
    }

    private void setConnectionCheckInterval(String value) throws SQLException {
        execute("SELECT set_config(name, " + value + ", false) FROM pg_settings"
                + " WHERE name = 'client_connection_check_interval'");
    }

    /**
     * Polls instead of waiting in the server: a session that waits there holds a snapshot, and a concurrent index build
     * waits for the end of all snapshots.
     */
    private void lock(Progress progress) throws SQLException {
        var told = false;
        while (!queryBoolean("SELECT pg_try_advisory_lock(" + LOCK + ")")) {
            if (!told) {
                progress.waiting();
                told = true;
            }
            pause(POLL.plusMillis(ThreadLocalRandom.current().nextLong(POLL.toMillis())));
        }
    }

    static void pause(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new MigrationFailure("Interrupted while waiting. Run it again: nothing is half done.", interrupted);
        }
    }

    public Connection connection() {
        return connection;
    }

    void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Deletes the rows of revisions that failed, so that Flyway tries them again. */
    void deleteFailedRows() throws SQLException {
        if (!SchemaHistory.read(connection).failed().isEmpty()) {
            execute("DELETE FROM flyway_schema_history WHERE NOT success");
        }
    }

    /** Rolls back the open transaction, if there is one, and returns to auto-commit. */
    void rollback() throws SQLException {
        if (!connection.isClosed() && !connection.getAutoCommit()) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private boolean queryBoolean(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** A data source for Flyway whose connections are all this session's; closing them leaves it open. */
    DataSource flywayDataSource() {
        var shared = (Connection) Proxy.newProxyInstance(
                MigrationSession.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
        return new PGSimpleDataSource() {
            @Override
            public Connection getConnection() {
                return shared;
            }
        };
    }

    /** Releases the lock and resets the session's settings: a pooled connection outlives this session. */
    @Override
    public void close() throws SQLException {
        try (connection) {
            if (!connection.isClosed() && connection.isValid(1)) {
                rollback();
                execute("SELECT pg_advisory_unlock(" + LOCK + ")");
                execute("RESET client_min_messages");
                execute(LockPolicy.RESET_TIMEOUTS);
                setConnectionCheckInterval("reset_val");
            }
        }
    }
}
