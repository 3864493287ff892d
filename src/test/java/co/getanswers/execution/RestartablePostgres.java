package co.getanswers.execution;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** A PostgreSQL server of a test's own, which stops and starts on the same port with the same data. */
public final class RestartablePostgres implements AutoCloseable {
    private final Path data;
    private final int port;

    public RestartablePostgres(Path data) throws IOException {
        this.data = data.toAbsolutePath();
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        System.setProperty(
                "ot.epg.working-dir",
                Path.of(System.getProperty("user.home"), ".cache", "getanswers", "postgres")
                        .toString());
        start();
    }

    public String url() {
        return "postgresql://postgres@localhost:" + port + "/postgres";
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://localhost:" + port + "/postgres?user=postgres");
    }

    public int port() {
        return port;
    }

    /** By the very command that started it: the library would have to let go of it first. */
    public void restart() throws IOException {
        var postmaster = ProcessHandle.of(pid()).orElseThrow().info();
        var command = new ArrayList<String>();
        if ("root".equals(System.getProperty("user.name"))) {
            // PostgreSQL does not run as root; in a namespace of its own nobody is.
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(postmaster.command().orElseThrow());
        command.addAll(List.of(postmaster.arguments().orElseThrow()));
        stop();
        new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Awaitility.await("the server to be back")
                .atMost(Duration.ofMinutes(1))
                .ignoreExceptions()
                .until(() -> connect().isValid(1));
    }

    private void start() throws IOException {
        EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPort(port)
                .setPGStartupWait(Duration.ofMinutes(1))
                .setLocaleConfig("locale", "C")
                .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Stops the server at once, and cuts all connections off. */
    private void stop() throws IOException {
        new ProcessBuilder("kill", "-INT", String.valueOf(pid())).start();
        Awaitility.await("the server to stop").atMost(Duration.ofSeconds(30)).until(() -> Files.notExists(pidFile()));
    }

    private long pid() throws IOException {
        return Long.parseLong(Files.readAllLines(pidFile()).get(0).strip());
    }

    private Path pidFile() {
        return data.resolve("postmaster.pid");
    }

    @Override
    public void close() throws IOException {
        stop();
    }

    /** The settings by which processes find the server. */
    Map<String, String> environment() {
        return Map.of("DATABASE_URL", url(), "SECRET_KEY", "0123456789abcdef0123456789abcdef");
    }
}
