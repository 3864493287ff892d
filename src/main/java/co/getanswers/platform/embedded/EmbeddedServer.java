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
 * A real PostgreSQL server beside the program, for dev mode and tests. It is a process of its own: it outlives a
 * live reload, and a run that was killed leaves it for the next one to find. Its libraries are not part of the
 * packaged application.
 *
 * @param port on the loopback interface; the superuser {@code postgres} needs no password there
 */
public record EmbeddedServer(int port) {
    private static final String STOP_HOOK_SET = EmbeddedServer.class.getName() + ".stoppedOnExit";
    private static final Duration START_TIMEOUT = Duration.ofMinutes(1);

    /** Whether this is dev mode or a test: the packaged application leaves the server's libraries out. */
    public static boolean available() {
        try {
            Class.forName(
                    "io.zonky.test.db.postgres.embedded.EmbeddedPostgres",
                    false,
                    EmbeddedServer.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException packaged) {
            return false;
        }
    }

    /**
     * The server that keeps its data in {@code directory}: the one that runs there already, else one started now.
     * It stops with this virtual machine.
     *
     * @throws InvalidSetting where no server can be started here; the message says why
     */
    public static EmbeddedServer open(Path directory) {
        return open(directory, Map.of());
    }

    /** @param settings of the server if it is started now, by the names that PostgreSQL gives them */
    public static EmbeddedServer open(Path directory, Map<String, String> settings) {
        var data = directory.toAbsolutePath();
        var server = running(data).orElseGet(() -> start(data, settings));
        // A live reload comes here again, from another class loader: the mark has to be the machine's.
        if (System.getProperty(STOP_HOOK_SET) == null) {
            System.setProperty(STOP_HOOK_SET, data.toString());
            Runtime.getRuntime().addShutdownHook(new StopOnExit(data.resolve("postmaster.pid")));
        }
        return server;
    }

    /** The JDBC address of a database on this server. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://localhost:" + port + "/" + database + "?user=postgres";
    }

    /** The address of a database on this server, as {@code DATABASE_URL} has it. */
    public String url(String database) {
        return "postgresql://postgres@localhost:" + port + "/" + database;
    }

    private static Optional<EmbeddedServer> running(Path data) {
        try {
            var lines = Files.readAllLines(data.resolve("postmaster.pid"));
            var alive = ProcessHandle.of(Long.parseLong(lines.get(0).strip())).isPresent();
            var server = new EmbeddedServer(Integer.parseInt(lines.get(3).strip()));
            return alive && server.serves(data) ? Optional.of(server) : Optional.empty();
        } catch (IOException | IndexOutOfBoundsException | NumberFormatException none) {
            return Optional.empty();
        }
    }

    /** Whether it is really the server of this directory that answers: ports and process ids are used again. */
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
        // Not in the folder for temporary files: whoever made one of this name there first would choose what runs.
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
                    // For whoever wants to count or time statements: CREATE EXTENSION pg_stat_statements.
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

    /** Stops the server as the virtual machine exits, with nothing but classes of the JDK: others may be gone. */
    private static final class StopOnExit extends Thread {
        private final Path pidFile;

        StopOnExit(Path pidFile) {
            super("embedded PostgreSQL stop");
            this.pidFile = pidFile;
        }

        @Override
        public void run() {
            try {
                var pid = Long.parseLong(Files.readAllLines(pidFile).get(0).strip());
                // SIGINT is PostgreSQL's fast shutdown: it does not wait for clients.
                new ProcessBuilder("kill", "-INT", Long.toString(pid)).start().waitFor();
                var deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
                while (ProcessHandle.of(pid).isPresent() && System.nanoTime() < deadline) {
                    Thread.sleep(50);
                }
            } catch (IOException | RuntimeException stoppedAlready) {
                return;
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
