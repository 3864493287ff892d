package co.getanswers;

import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The packaged application as a process, with a given environment and its output in a file. */
public final class ServiceProcess implements AutoCloseable {
    /** The path of the native executable if that is tested, else empty. */
    private static final String EXECUTABLE = System.getProperty("test.executable", "");

    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");

    /** The start of migrate, with few libraries. */
    private static final Path MIGRATE = Path.of("target", "quarkus-app", "migrate.jar");

    /** The same key for all instances of a test, which verify each other's tokens. */
    private static final String SECRET_KEY = UUID.randomUUID().toString();

    private final Process process;
    private final Path output;
    private final int port;
    private final int managementPort;

    private ServiceProcess(Process process, Path output, int port, int managementPort) {
        this.process = process;
        this.output = output;
        this.port = port;
        this.managementPort = managementPort;
    }

    /** Starts a command with a working environment. */
    public static ServiceProcess start(String databaseUrl, String... arguments) {
        return start(environment(databaseUrl), List.of(), arguments);
    }

    private static Map<String, String> environment(String databaseUrl) {
        return Map.of("DATABASE_URL", databaseUrl, "SECRET_KEY", SECRET_KEY);
    }

    /** Starts to serve without the archive of classes. */
    static ServiceProcess startWithout(String databaseUrl, String jvmOption) {
        return run(environment(databaseUrl), List.of(jvmOption));
    }

    /** Starts a command with this environment and a free port. */
    public static ServiceProcess start(Map<String, String> environment, List<String> jvmOptions, String... arguments) {
        try {
            var options = new ArrayList<>(
                    EXECUTABLE.isEmpty() && !isMigrate(arguments)
                            ? ClassArchive.of(JAR).options()
                            : List.of());
            options.addAll(jvmOptions);
            return run(environment, options, arguments);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static ServiceProcess run(Map<String, String> environment, List<String> jvmOptions, String... arguments) {
        try {
            var port = freePort();
            var managementPort = freePort();
            var output = Files.createTempFile(Path.of("target"), "service-", ".log");
            var command = new ArrayList<>(program(jvmOptions, isMigrate(arguments) ? MIGRATE : JAR));
            command.addAll(List.of(arguments));
            var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().keySet().removeAll(List.of("DATABASE_URL", "SECRET_KEY"));
            builder.environment().put("QUARKUS_HTTP_PORT", String.valueOf(port));
            builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
            builder.environment().put("QUARKUS_MANAGEMENT_PORT", String.valueOf(managementPort));
            builder.environment().put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
            builder.environment().put("QUARKUS_SHUTDOWN_DELAY", "0");
            builder.environment().putAll(environment);
            return new ServiceProcess(builder.start(), output, port, managementPort);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static boolean isMigrate(String... arguments) {
        return arguments.length > 0 && arguments[0].equals("migrate");
    }

    private static List<String> program(List<String> jvmOptions, Path jar) {
        var program = new ArrayList<String>();
        if (EXECUTABLE.isEmpty()) {
            program.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            program.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx256m"));
            program.addAll(jvmOptions);
            program.addAll(List.of("-jar", jar.toString()));
        } else {
            program.addAll(List.of(EXECUTABLE, "-Xmx256m"));
            program.addAll(jvmOptions);
        }
        return program;
    }

    /** The address of a path: health, metrics and the documentation have a port of their own. */
    public String url(String path) {
        return "http://127.0.0.1:" + (path.startsWith("/q/") ? managementPort : port) + path;
    }

    /** The status of a GET request, or 0 while nothing listens. */
    public int status(String path) {
        try {
            return RestAssured.get(url(path)).statusCode();
        } catch (Exception refused) { // RestAssured throws checked exceptions undeclared.
            return 0;
        }
    }

    public ServiceProcess awaitReady() {
        Awaitility.await("readiness")
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> !process.isAlive() || status("/q/health/ready") == 200);
        if (!process.isAlive()) {
            throw new AssertionError("The service ended with " + process.exitValue() + ": " + output());
        }
        return this;
    }

    /** Waits for the process to end. */
    public int exitCode() {
        return exitCode(Duration.ofMinutes(3));
    }

    public int exitCode(Duration atMost) {
        try {
            if (!process.waitFor(atMost.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("Still running after " + atMost + ": " + output());
            }
            return process.exitValue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    public long pid() {
        return process.pid();
    }

    /** Waits for the process to end, or for the time to pass. */
    public boolean endsWithin(Duration time) {
        try {
            return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Kills the process (SIGKILL), so that it can't clean up. */
    public void kill() {
        process.destroyForcibly();
        exitCode();
    }

    /** @param signal by its name, such as {@code STOP} */
    public void signal(String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, String.valueOf(pid()))
                    .start()
                    .waitFor();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        process.destroy();
        exitCode();
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
