package co.getanswers.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;

/** A pooler of a test's own, configured as CloudNativePG configures one. */
final class PgBouncer implements AutoCloseable {
    private static final Pattern VERSION = Pattern.compile("PgBouncer (\\d+)\\.(\\d+)");

    /** The first that follows prepared statements from one connection to another. */
    private static final int MINOR_AT_LEAST = 21;

    private final Process process;
    private final int port;

    /** Skips the test, loudly, where there is none, or one that is too old. */
    PgBouncer(Path folder, int server, CloudNativePg.PgBouncer pooler, Map<String, String> more) throws IOException {
        var program = program();
        var version = program.map(PgBouncer::version).orElse("none");
        var known = VERSION.matcher(version);
        Assumptions.assumeTrue(
                known.find()
                        && (Integer.parseInt(known.group(1)) > 1 || Integer.parseInt(known.group(2)) >= MINOR_AT_LEAST),
                "SKIPPED: pgbouncer 1." + MINOR_AT_LEAST + " or newer is needed; here there is: " + version);
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        var settings = new HashMap<>(Map.of(
                "listen_addr", "127.0.0.1",
                "listen_port", String.valueOf(port),
                "unix_socket_dir", "",
                "auth_type", "any",
                "ignore_startup_parameters", "extra_float_digits,options",
                "pool_mode", pooler.poolMode().name()));
        settings.putAll(pooler.parameters());
        settings.putAll(more);
        var file = Files.writeString(
                folder.resolve("pgbouncer.ini"),
                "[databases]\n* = host=127.0.0.1 port=" + server + " user=postgres\n[pgbouncer]\n"
                        + settings.entrySet().stream()
                                .map(setting -> setting.getKey() + " = " + setting.getValue())
                                .collect(Collectors.joining("\n")));
        var command = new ArrayList<String>();
        if ("root".equals(System.getProperty("user.name"))) {
            // It does not run as root; in a namespace of its own nobody is.
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(program.orElseThrow().toString(), file.toString()));
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("pgbouncer.log").toFile())
                .start();
        Awaitility.await("the pooler").atMost(Duration.ofSeconds(30)).until(() -> !process.isAlive() || accepts(port));
        if (!process.isAlive()) {
            throw new AssertionError(Files.readString(folder.resolve("pgbouncer.log")));
        }
    }

    private static Optional<Path> program() {
        // Distributions put it where only an administrator's PATH leads.
        return Stream.concat(Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin"))
                .map(folder -> Path.of(folder, "pgbouncer"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static String version(Path program) {
        try {
            var process = new ProcessBuilder(program.toString(), "--version").start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("no answer");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static boolean accepts(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
