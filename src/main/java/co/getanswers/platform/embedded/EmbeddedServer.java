package co.getanswers.platform.embedded;

import co.getanswers.platform.InvalidSetting;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A real PostgreSQL server for dev mode and tests, as a process of its own: it outlives a live reload, and the next run
 * finds it after this one was killed. Its libraries are not part of the packaged application.
 *
 * @param port on the loopback interface; the superuser {@code postgres} needs no password there
 */
public record EmbeddedServer(int port) {
    private static final String STOP_HOOK_SET = EmbeddedServer.class.getName() + ".stoppedOnExit";
    private static final Duration START_TIMEOUT = Duration.ofMinutes(1);
    private static final Map<String, String> DISPOSABLE = Map.of(
            "fsync",
            "off",
            "full_page_writes",
            "off",
            "synchronous_commit",
            "off",
            "wal_level",
            "minimal",
            "max_wal_senders",
            "0");

    /**
     * The server that keeps its data in {@code directory}: the one that runs there already, else one that is started
     * now. It stops with this virtual machine.
     *
     * @throws InvalidSetting if no server can be started here; the message says why
     */
    public static EmbeddedServer open(Path directory) {
        return open(directory, Map.of());
    }

    /** @param settings by PostgreSQL's names, for a server that is started now */
    public static EmbeddedServer open(Path directory, Map<String, String> settings) {
        // SIGINT is PostgreSQL's fast shutdown, which does not wait for clients.
        return open(directory, settings, "-INT");
    }

    /** A server like any other whose data nobody needs: it writes nothing to disk that it needn't, and ends at once. */
    public static EmbeddedServer openDisposable(Path directory) {
        return open(directory, DISPOSABLE, "-QUIT");
    }

    private static EmbeddedServer open(Path directory, Map<String, String> settings, String stopSignal) {
        var data = directory.toAbsolutePath();
        var server = runningIn(data).orElseGet(() -> start(data, settings));
        // A live reload loads this class again: the mark has to belong to the virtual machine.
        if (System.getProperty(STOP_HOOK_SET) == null) {
            System.setProperty(STOP_HOOK_SET, data.toString());
            Runtime.getRuntime().addShutdownHook(new StopOnExit(data.resolve("postmaster.pid"), stopSignal));
        }
        return server;
    }

    /** The server that runs on the data in {@code directory}. */
    public static Optional<EmbeddedServer> running(Path directory) {
        return runningIn(directory.toAbsolutePath());
    }

    /** The JDBC URL of a database on this server. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://localhost:" + port + "/" + database + "?user=postgres";
    }

    /** The URL of a database on this server, in the form of {@code DATABASE_URL}. */
    public String url(String database) {
        return "postgresql://postgres@localhost:" + port + "/" + database;
    }

    private static Optional<EmbeddedServer> runningIn(Path data) {
        try {
            var lines = Files.readAllLines(data.resolve("postmaster.pid"));
            var alive = ProcessHandle.of(Long.parseLong(lines.get(0).strip())).isPresent();
            var server = new EmbeddedServer(Integer.parseInt(lines.get(3).strip()));
            return alive && server.serves(data) ? Optional.of(server) : Optional.empty();
        } catch (IOException | IndexOutOfBoundsException | NumberFormatException none) {
            return Optional.empty();
        }
    }

    /** True if the server that answers has this directory: ports and process ids are used again. */
    private boolean serves(Path data) {
        try (var connection = DriverManager.getConnection(jdbcUrl("postgres") + "&connectTimeout=2&socketTimeout=5");
                var statement = connection.createStatement();
                var row = statement.executeQuery("SHOW data_directory")) {
            return row.next() && Path.of(row.getString(1)).equals(data);
        } catch (SQLException notThere) {
            return false;
        }
    }

    private static EmbeddedServer start(Path data, Map<String, String> settings) {
        // Not in the folder for temporary files, where another user could have put the binaries first.
        var binaries = Path.of(System.getProperty("user.home"), ".cache", "getanswers", "postgres");
        System.setProperty("ot.epg.working-dir", binaries.toString());
        try {
            Files.createDirectories(data.getParent());
            var builder = EmbeddedPostgres.builder();
            settings.forEach(builder::setServerConfig);
            var postgres = builder.setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setPGStartupWait(START_TIMEOUT)
                    .setServerConfig("listen_addresses", "localhost")
                    // For counting and timing statements, after CREATE EXTENSION pg_stat_statements.
                    .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                    .setLocaleConfig("locale", "C")
                    // A pipe would close with this process, and the server outlives it.
                    .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                    .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new EmbeddedServer(postgres.getPort());
        } catch (IOException | RuntimeException failed) {
            throw new InvalidSetting("The embedded PostgreSQL did not start in " + data + " (" + failed.getMessage()
                    + "). As root it needs user namespaces (unshare -U): run as another user, or set DATABASE_URL.");
        }
    }

    /** Stops the server when the virtual machine exits, with classes of the JDK alone: others may be unloaded. */
    private static final class StopOnExit extends Thread {
        private final Path pidFile;
        private final String signal;

        StopOnExit(Path pidFile, String signal) {
            super("embedded PostgreSQL stop");
            this.pidFile = pidFile;
            this.signal = signal;
        }

        @Override
        public void run() {
            try {
                var pid = Long.parseLong(Files.readAllLines(pidFile).get(0).strip());
                new ProcessBuilder("kill", signal, Long.toString(pid)).start().waitFor();
                var deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
                while (Files.exists(pidFile) && System.nanoTime() < deadline) {
                    Thread.sleep(10);
                }
            } catch (IOException | RuntimeException stoppedAlready) {
                return;
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
