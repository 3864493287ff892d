package co.getanswers.platform.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With virtual machines of its own, for what matters is what outlives one. */
class EmbeddedServerTest {
    private final Path data = Path.of("target", "postgres-" + UUID.randomUUID()).toAbsolutePath();

    /** Opens the server of a directory, prints its port, and stays until its input ends. */
    public static final class Run {
        public static void main(String... arguments) throws IOException {
            System.out.println(
                    "port " + EmbeddedServer.open(Path.of(arguments[0])).port());
            System.in.read();
        }
    }

    @Test
    void aServerLeftByAKilledRunIsUsedAgainAndStopsWithTheNextOne() throws Exception {
        var first = start();
        var port = port(first);
        execute(port, "CREATE TABLE kept (n int)");
        var server = server();
        assertThat(first.destroyForcibly().waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(server.isAlive()).as("the server after the run was killed").isTrue();

        var second = start();
        assertThat(port(second)).isEqualTo(port);
        execute(port, "INSERT INTO kept VALUES (1)");
        end(second);
        await("the server ends with the next run")
                .atMost(Duration.ofSeconds(10))
                .until(() -> !server.isAlive());

        var third = start();
        assertThat(count(port(third))).as("rows after a restart").isEqualTo(1);
        end(third);
    }

    @AfterEach
    void nothingIsLeftRunning() throws IOException {
        if (Files.exists(data.resolve("postmaster.pid"))) {
            server().destroy();
        }
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Run.class.getName(),
                        data.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static int port(Process run) throws IOException {
        BufferedReader output = run.inputReader();
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("port ")) {
                return Integer.parseInt(line.substring(5));
            }
        }
        throw new AssertionError("The run ended without a server");
    }

    private static void end(Process run) throws Exception {
        run.getOutputStream().close();
        assertThat(run.waitFor(30, TimeUnit.SECONDS)).isTrue();
        await().atMost(Duration.ofSeconds(10)).until(() -> !run.isAlive());
    }

    private ProcessHandle server() throws IOException {
        var pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0));
        return ProcessHandle.of(pid).orElseThrow();
    }

    private static void execute(int port, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(new EmbeddedServer(port).jdbcUrl("postgres"));
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int count(int port) throws SQLException {
        try (var connection = DriverManager.getConnection(new EmbeddedServer(port).jdbcUrl("postgres"));
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT count(*) FROM kept")) {
            row.next();
            return row.getInt(1);
        }
    }
}
