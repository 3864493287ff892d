package co.getanswers.schema.cli;

import co.getanswers.schema.Database;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** The server's view of the session that migrates a database. */
record Migrating(Database database) {
    private static final String BACKENDS = """
            SELECT %s FROM pg_stat_activity
            WHERE datname = current_database() AND application_name = 'getanswers migrate'""";

    boolean is(String condition) {
        return !where("true", condition).isEmpty();
    }

    void await(String what, String condition) {
        Awaitility.await(what)
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> is(condition));
    }

    void awaitWaitForALock() {
        await("it to wait for a lock", "wait_event_type = 'Lock'");
    }

    /** Until the server has ended what anybody had begun, also who is gone. */
    void awaitNobody() {
        Awaitility.await("the server to end what was begun")
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> !is("true"));
    }

    void cancel() {
        where("pg_cancel_backend(pid)", "state = 'active'");
    }

    void terminate() {
        where("pg_terminate_backend(pid)", "true");
    }

    private List<String> where(String column, String condition) {
        return database.rows(BACKENDS.formatted(column) + " AND " + condition);
    }
}
