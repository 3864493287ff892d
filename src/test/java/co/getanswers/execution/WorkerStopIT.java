package co.getanswers.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import co.getanswers.ServiceProcess;
import co.getanswers.TestDatabase;
import co.getanswers.delivery.ScriptedSmtpServer;
import co.getanswers.delivery.SlowLine;
import co.getanswers.schema.Database;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A worker process that is told to stop (SIGTERM) while a mail is under way. */
class WorkerStopIT {
    private static final String KEY = "0123456789abcdef0123456789abcdef";

    private final String database = TestDatabase.fresh();

    @Test
    void whatIsInFlightEnds() throws Exception {
        try (var server = new ScriptedSmtpServer(Map.of());
                var line = new SlowLine(server.port(), 300)) {
            stopWhileSending(line.port(), "20s");

            assertThat(server.accepted()).hasSize(1);
            assertThat(execution()).isEqualTo("done, free, 1");
        }
    }

    @Test
    void whatDoesNotEndInTimeIsGivenBack() throws Exception {
        // The first line of an answer whose last line never comes.
        try (var server = new ScriptedSmtpServer(Map.of("RCPT", "250-wait"))) {
            stopWhileSending(server.port(), "1s");

            assertThat(server.accepted()).isEmpty();
            assertThat(execution()).isEqualTo("queued, free, 1");
        }
    }

    private void stopWhileSending(int smtp, String shutdownTimeout) throws Exception {
        var environment = Map.of(
                "DATABASE_URL",
                database,
                "SECRET_KEY",
                KEY,
                "QUARKUS_MAILER_HOST",
                "localhost",
                "QUARKUS_MAILER_PORT",
                String.valueOf(smtp),
                "GETANSWERS_EXECUTION_SHUTDOWN_TIMEOUT",
                shutdownTimeout);
        Database.at(database).migrateTo("latest");
        try (var connection = connect()) {
            new ApprovedActions(connection).thread(1);
        }
        try (var worker = ServiceProcess.start(environment, List.of(), "worker")) {
            await("the lease")
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> execution().contains("leased"));
            ProcessHandle.of(worker.pid()).ifPresent(ProcessHandle::destroy);
            worker.exitCode(Duration.ofSeconds(30));
        }
    }

    private String execution() throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select concat_ws(', ', status,"
                        + " case when leased_by is null then 'free' else 'leased' end, attempts) from executions")) {
            row.next();
            return row.getString(1);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:" + database.replace("postgres@", "") + "?user=postgres");
    }
}
