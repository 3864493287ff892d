package co.getanswers.schema;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Timer;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.core.BaseConnection;
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

    private static final Duration FIRST_SIGN_OF_LIFE = Duration.ofSeconds(3);

    private final DataSource database;
    private final Connection connection;
    private final String applicationName;
    private final int pid;
    private final Timer watches = new Timer("migration-watch", true);
    private final Map<String, String> settings;
    private boolean unflushed;

    private MigrationSession(DataSource database, Connection connection) throws SQLException {
        this.database = database;
        this.connection = connection;
        settings = SessionSettings.own(connection.getMetaData().getDatabaseMajorVersion());
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT pg_backend_pid(), current_setting('application_name')")) {
            row.next();
            pid = row.getInt(1);
            applicationName = row.getString(2);
        }
        // The driver sets it only after it has connected, so that RESET would lose it.
        settings.put("application_name", applicationName);
    }

    /** Opens a session once no other process migrates this database. */
    public static MigrationSession open(DataSource database, Progress progress) throws SQLException {
        var connection = database.getConnection();
        try {
            connection.setAutoCommit(true);
            var session = new MigrationSession(database, connection);
            session.requireNoPooler();
            session.resetSettings();
            session.checkClientConnections();
            session.lock(progress);
            return session;
        } catch (SQLException | RuntimeException failed) {
            connection.close();
            throw failed;
        }
    }

    /** A pooler names a server process of its own making: behind it neither the lock nor the settings need stay ours. */
    private void requireNoPooler() throws SQLException {
        if (connection.unwrap(BaseConnection.class).getQueryExecutor().getBackendPID() != pid) {
            throw pooler();
        }
    }

    static MigrationFailure pooler() {
        return new MigrationFailure("The connection leads through a pooler, which may give each statement to another"
                + " session, without the lock and the settings of this one. Nothing was run. Name the server itself in"
                + " MIGRATION_DATABASE_URL; the service may go on using the pooler.");
    }

    /** Ends what a script has set in this session, and sets again what all of them run with. */
    void resetSettings() throws SQLException {
        execute(SessionSettings.reset(settings));
    }

    /** Sets the time that revisions may wait for a lock on a table, in milliseconds. */
    void limitWaits(String lockTimeout) throws SQLException {
        if (!lockTimeout.equals(settings.put("lock_timeout", lockTimeout))) {
            execute("SET lock_timeout = " + lockTimeout);
        }
    }

    /**
     * Ends what a script has set, and commits its transaction with its row of the history, in one message. The server
     * writes the commit to disk when this session ends, at the latest: revisions that a crash of the server takes with it
     * are the newest, and go with their rows.
     */
    void resetSettingsAndCommit(String row) throws SQLException {
        executeAndCommit(List.of(), row);
    }

    /** Runs scripts, ending after each what it has set, and commits them with their rows of the history, in one message. */
    void executeAndCommit(List<String> scripts, String rows) throws SQLException {
        var reset = SessionSettings.reset(settings);
        var afterEach = scripts.isEmpty() ? Stream.of(reset) : scripts.stream().map(script -> script + "\n;\n" + reset);
        execute(Stream.concat(afterEach, Stream.of("SET LOCAL synchronous_commit = off", rows, "COMMIT"))
                .collect(Collectors.joining(";\n")));
        unflushed = true;
    }

    /** Makes the server write all that was committed to disk. */
    private void flush() throws SQLException {
        if (unflushed) {
            execute("SELECT pg_logical_emit_message(true, 'getanswers', 'migrated')");
            unflushed = false;
        }
    }

    /** Gives signs of life while a revision runs. */
    SessionWatch watch(Revision revision, Progress progress) {
        return new SessionWatch(database, pid, revision, progress, FIRST_SIGN_OF_LIFE, watches);
    }

    /**
     * Makes the server end the statement of a killed client within a second, instead of finishing it with the lock
     * held. On systems that can't tell, the statement is finished.
     */
    private void checkClientConnections() {
        var interval = String.valueOf(CONNECTION_CHECK.toMillis());
        try {
            execute("SET client_connection_check_interval = " + interval);
            settings.put("client_connection_check_interval", interval);
        } catch (SQLException notOnThisSystem) {
            // The statement of a killed client is finished.
        }
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
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    /** Deletes the rows of revisions that failed, so that Flyway tries them again. */
    void deleteFailedRows() throws SQLException {
        execute("DELETE FROM flyway_schema_history WHERE NOT success");
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
        watches.cancel();
        try (connection) {
            if (!connection.isClosed() && connection.isValid(1)) {
                rollback();
                flush();
                execute("SELECT pg_advisory_unlock(" + LOCK + ")");
                execute(SessionSettings.reset(Map.of("application_name", applicationName)));
            }
        }
    }
}
