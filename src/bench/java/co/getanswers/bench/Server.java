package co.getanswers.bench;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** A process that serves a port of the loopback interface: the service, the yardstick, or the stack before. */
final class Server implements AutoCloseable {
    static final String YARDSTICK = "yardstick";
    static final String PREDECESSOR = "predecessor";

    /** The image's options in a container of 512 MiB; a Java older than the image's lacks some of them. */
    static final List<String> JVM_OPTIONS =
            List.of("-XX:+IgnoreUnrecognizedVMOptions", "@docker/jvm.options", "-XX:MaxRAM=512m");

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    final String name;
    final int port;
    final Duration startedIn;
    private final Process process;

    private Server(String name, int port, Process process, Duration startedIn) {
        this.name = name;
        this.port = port;
        this.process = process;
        this.startedIn = startedIn;
    }

    /**
     * Starts a JVM, and waits until {@code path} is answered with 200.
     *
     * @param arguments of the JVM; {@code {port}} is replaced by the port
     */
    static Server start(String name, Path java, List<String> arguments, Map<String, String> environment, String path) {
        var command = new ArrayList<String>();
        command.add(java.toString());
        command.addAll(JVM_OPTIONS);
        command.addAll(arguments);
        return run(name, command, environment, path);
    }

    /** Starts any program as {@link #start} starts a JVM. */
    static Server run(String name, List<String> command, Map<String, String> environment, String path) {
        try {
            var port = freePort();
            var managementPort = freePort();
            var log = Files.createDirectories(Bench.OUTPUT.resolve("logs")).resolve(name + ".log");
            var builder = new ProcessBuilder(command.stream()
                            .map(argument -> argument.replace("{port}", String.valueOf(port)))
                            .toList())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().putAll(environment);
            // As in the image.
            builder.environment().put("MALLOC_ARENA_MAX", "2");
            builder.environment().put("QUARKUS_HTTP_PORT", String.valueOf(port));
            builder.environment().put("QUARKUS_MANAGEMENT_PORT", String.valueOf(managementPort));
            var began = System.nanoTime();
            var process = builder.start();
            while (!answers(path.startsWith("/q/") ? managementPort : port, path)) {
                if (!process.isAlive() || System.nanoTime() - began > PATIENCE.toNanos()) {
                    process.destroyForcibly();
                    throw new IllegalStateException(name + " did not start; it says:\n" + Files.readString(log));
                }
                Thread.sleep(10);
            }
            return new Server(name, port, process, Duration.ofNanos(System.nanoTime() - began));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static boolean answers(int port, String path) throws InterruptedException {
        try {
            return get(port, path, "").statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static HttpResponse<String> get(int port, String path, String token)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The body of the response, which must have status 200. */
    String get(Request request) {
        try {
            var response = get(port, request.path(), request.token());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(name + " answers " + request.path() + " with " + response.statusCode()
                        + ": " + response.body());
            }
            return response.body();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** Posts a file, and passes on each line of the response as it arrives. */
    void post(String path, String type, String token, Path file, Consumer<String> line) {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", type)
                    .POST(HttpRequest.BodyPublishers.ofFile(file))
                    .build();
            var response = HTTP.send(request, HttpResponse.BodyHandlers.ofLines());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(name + " answers " + path + " with " + response.statusCode());
            }
            try (var lines = response.body()) {
                lines.forEach(line);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    long pid() {
        return process.pid();
    }

    /** @param agent a native library, such as async-profiler's */
    void loadAgent(Path agent, String options) {
        try {
            var machine = VirtualMachine.attach(String.valueOf(pid()));
            machine.loadAgentPath(agent.toAbsolutePath().toString(), options);
            machine.detach();
        } catch (IOException | AttachNotSupportedException | AgentLoadException | AgentInitializationException failed) {
            throw new IllegalStateException(agent + " can't be loaded into " + name, failed);
        }
    }

    /** The bytes allocated by all live threads since they began; 0 if this is no JVM. */
    long allocated() {
        if (name.equals(PREDECESSOR)) {
            return 0;
        }
        try {
            var machine = VirtualMachine.attach(String.valueOf(pid()));
            var address = machine.startLocalManagementAgent();
            machine.detach();
            try (var connector = JMXConnectorFactory.connect(new JMXServiceURL(address))) {
                var threads = new ObjectName("java.lang:type=Threading");
                var beans = connector.getMBeanServerConnection();
                var ids = beans.getAttribute(threads, "AllThreadIds");
                var bytes = (long[])
                        beans.invoke(threads, "getThreadAllocatedBytes", new Object[] {ids}, new String[] {"[J"});
                return Arrays.stream(bytes).filter(n -> n > 0).sum();
            }
        } catch (IOException | AttachNotSupportedException | JMException failed) {
            throw new IllegalStateException("The allocation of " + name + " can't be read", failed);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
