package co.getanswers.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the service against what its stack and its database can do; src/bench/run starts it and tells the options. */
@Command(name = "src/bench/run")
public final class Bench implements Callable<Integer> {
    static final Path OUTPUT = Path.of("target", "bench");

    private static final Path APPLICATION = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final int POOL = 20;

    enum Part {
        start,
        load
    }

    @Option(names = "--java", required = true)
    Path java;

    @Option(names = "--rounds", defaultValue = "3")
    int rounds;

    @Option(names = "--seconds", defaultValue = "8")
    int seconds;

    @Option(names = "--warm-up", defaultValue = "30000")
    int warmUp;

    @Option(names = "--connections", defaultValue = "32")
    int connections;

    @Option(names = "--scenario", defaultValue = "")
    String only;

    @Option(names = "--part", split = ",", defaultValue = "start,load")
    Set<Part> parts;

    @Option(names = "--profiler")
    Path profiler;

    private final Tokens tokens = new Tokens();

    public static void main(String... arguments) {
        var line = new CommandLine(new Bench()).setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof IllegalStateException) {
                command.getErr().println("FAILED: " + failure.getMessage());
                return CommandLine.ExitCode.SOFTWARE;
            }
            throw failure;
        });
        // The embedded server stops with this process.
        System.exit(line.execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        Files.createDirectories(OUTPUT);
        var database = Database.open();
        database.copy(java, APPLICATION);
        var report = new Report(java, connections, seconds);
        var scenarios = new Scenarios(database, tokens);
        if (parts.contains(Part.start)) {
            var start = new StartUp(this, database);
            report.add("seconds to start", start.measure(rounds));
            report.add("resident MiB", start.memory(scenarios.mixedReads(), new Load(connections, seconds * rounds)));
            report.write();
        }
        if (parts.contains(Part.load)) {
            load(database, scenarios, report);
        }
        Progress.say("the figures are in " + OUTPUT);
        return 0;
    }

    private void load(Database database, Scenarios scenarios, Report report) throws IOException {
        try (var service = service("service", List.of(), database.url())) {
            var reads = scenarios.reads().stream()
                    .filter(scenario -> scenario.name().contains(only))
                    .toList();
            try (var yardstick = yardstick(database)) {
                reads.forEach(scenario -> requireSameAnswers(scenario, service, yardstick));
                measure(database, service, yardstick, reads, report);
            }
        }
    }

    /** @param options of the JVM, beside the usual ones */
    Server service(String name, List<String> options, String databaseUrl) {
        var arguments = new ArrayList<>(options);
        arguments.addAll(List.of("-jar", APPLICATION.toString(), "serve"));
        return Server.start(
                name,
                java,
                arguments,
                Map.of(
                        "DATABASE_URL",
                        databaseUrl,
                        "SECRET_KEY",
                        tokens.secret,
                        "QUARKUS_HTTP_HOST",
                        "127.0.0.1",
                        "QUARKUS_SHUTDOWN_DELAY",
                        "0"),
                "/q/health/ready");
    }

    private Server yardstick(Database database) {
        return Server.start(
                "yardstick",
                java,
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        Yardstick.class.getName(),
                        "{port}",
                        String.valueOf(POOL)),
                Map.of("DATABASE_URL", database.url()),
                "/ready");
    }

    /** Else the two would be measured at different work. */
    private static void requireSameAnswers(Scenario scenario, Server service, Server yardstick) {
        for (var i = 0; i < Math.min(20, scenario.service().size()); i++) {
            var expected = service.get(scenario.service().get(i));
            var actual = yardstick.get(scenario.yardstick().get(i));
            if (!actual.equals(expected)) {
                throw new IllegalStateException(
                        scenario.name() + ": the yardstick answers\n" + actual + "\nand the service\n" + expected);
            }
        }
    }

    private void measure(Database database, Server service, Server yardstick, List<Scenario> scenarios, Report report)
            throws IOException {
        var servers = List.of(service, yardstick);
        for (var scenario : scenarios) {
            for (var server : servers) {
                warmUp(server, scenario.name(), requests(scenario, server, service));
            }
        }
        var load = new Load(connections, seconds);
        var postmaster = database.postmaster();
        for (var round = 1; round <= rounds; round++) {
            for (var scenario : scenarios) {
                var told = new ArrayList<String>();
                for (var server : servers) {
                    var requests = requests(scenario, server, service);
                    new Load(connections, 1).run(server, requests);
                    var result = load.measure(server, requests, postmaster);
                    report.add(scenario.name(), server.name, result);
                    told.add(
                            "%s %.0f/s %.0f µs of CPU".formatted(server.name, result.throughput(), result.serverCpu()));
                }
                var alone = new Pgbench(database, POOL, seconds).measure(scenario);
                report.add(scenario.name(), alone);
                told.add("pgbench %.0f/s".formatted(alone.throughput()));
                Progress.say("round " + round + ": " + scenario.name() + ": " + String.join(", ", told));
            }
            report.write();
        }
        if (profiler != null) {
            for (var scenario : scenarios) {
                for (var server : servers) {
                    Progress.say("profiling: " + scenario.name() + ", " + server.name);
                    profile(server, scenario.name(), requests(scenario, server, service));
                }
            }
        }
    }

    /** In requests and not in seconds: what the virtual machine compiles, it chooses by how often it ran. */
    private void warmUp(Server server, String name, List<Request> requests) {
        var sent = 0L;
        while (sent < warmUp) {
            sent += new Load(connections, 5)
                    .run(server, requests)
                    .get("requests")
                    .asLong();
            Progress.say("warming up: %s, %s: %d of %d requests".formatted(name, server.name, sent, warmUp));
        }
    }

    private void profile(Server server, String name, List<Request> requests) throws IOException {
        var file = Files.createDirectories(OUTPUT.resolve("profiles"))
                .resolve((server.name + " " + name).replaceAll("[^a-z]+", "-"))
                .toAbsolutePath();
        server.loadAgent(profiler, "start,event=cpu,interval=1ms");
        new Load(connections, seconds).run(server, requests);
        server.loadAgent(profiler, "dump,collapsed,file=" + file + ".collapsed");
        server.loadAgent(profiler, "stop,flamegraph,file=" + file + ".html");
    }

    private static List<Request> requests(Scenario scenario, Server server, Server service) {
        return server == service ? scenario.service() : scenario.yardstick();
    }
}
