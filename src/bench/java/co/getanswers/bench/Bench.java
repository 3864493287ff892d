package co.getanswers.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures the service against the limits of its stack and its database; src/bench/run starts it and explains the
 * options.
 */
@Command(name = "src/bench/run")
public final class Bench implements Callable<Integer> {
    static final Path OUTPUT = Path.of("target", "bench");
    static final Path APPLICATION = Path.of("target", "quarkus-app", "quarkus-run.jar");

    /** The service's own defaults. */
    static final int POOL = 20;

    static final int WAIT_QUEUE = 200;

    private static final int ACTIONS = 400_000;

    /** Hashing a password takes a processor a quarter of a second: more at once would only wait. */
    private static final int SIGN_INS_AT_ONCE = 4;

    /** Fewer seconds give too few sign-ins for a figure. */
    private static final int SIGN_IN_SECONDS = 5;

    /** Each write needs data of its own, and is slower than a read. */
    private static final int WARM_UP_OF_WRITES_SECONDS = 45;

    /** A sign-in spends its time in one loop, which is compiled soon. */
    private static final int WARM_UP_OF_SIGN_INS_SECONDS = 10;

    static final int WARM_UP_OF_READS_SECONDS = 120;

    private static final int WARM_UP_STEP_SECONDS = 5;

    enum Part {
        start,
        load,
        write,
        overload,
        growth,
        migrations
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

    @Option(names = "--part", split = ",", defaultValue = "start,load,write,overload,growth,migrations")
    Set<Part> parts;

    @Option(names = "--sizes", split = ",", defaultValue = "1000,10000,100000,1000000")
    List<Integer> sizes;

    @Option(names = "--messages", defaultValue = "20000")
    int messages;

    @Option(names = "--revisions", split = ",", defaultValue = "300,3000")
    List<Integer> revisions;

    @Option(names = "--profiler")
    Path profiler;

    private final TokenSigner tokens = new TokenSigner();
    private Database server;
    private Report report;

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
        server = Database.open();
        report = new Report(java, connections, seconds);
        for (var part : Part.values()) {
            if (parts.contains(part)) {
                Progress.say("part " + part);
                measure(part);
                report.write();
            }
        }
        Progress.say("the figures are in " + OUTPUT);
        return 0;
    }

    private void measure(Part part) throws IOException {
        switch (part) {
            case start -> start(copy());
            case load -> load(copy());
            case write -> write(copy());
            case overload -> new Overload(this, server.filled(ACTIONS, java, APPLICATION), report).measure();
            case growth -> new Growth(this, server, report).measure();
            case migrations -> new Migrations(this, server, report).measure();
        }
    }

    private Database copy() {
        return server.copy(server.filled(ACTIONS, java, APPLICATION));
    }

    ReadScenarios scenarios(Database database) {
        return new ReadScenarios(database, tokens);
    }

    private void start(Database database) throws IOException {
        var start = new StartUp(this, database, server);
        report.add("seconds to start", start.measure(rounds));
        var scenarios = scenarios(database);
        var reads = scenarios.mixedReads();
        var mixedDay = new WriteScenarios(database, scenarios).mixedDay().service();
        var load = new Load(connections, seconds * rounds);
        var resident = new LinkedHashMap<String, Map<String, ?>>();
        for (var limit : List.of("512m", "256m")) {
            resident.put("limit " + limit, start.memory(reads, mixedDay, load, limit));
        }
        report.addTable("resident MiB; the limit is what the virtual machine is told, not a container's", resident);
    }

    private void load(Database database) throws IOException {
        try (var service = service("service", List.of(), database.url());
                var yardstick = yardstick(database)) {
            var reads = chosen(scenarios(database).reads());
            var predecessor = Predecessor.start(database, ReadScenarios.PAGE);
            try {
                new Comparison(this, database, report, new Load(connections, seconds), WARM_UP_OF_READS_SECONDS)
                        .measure(reads, service, yardstick, predecessor);
            } finally {
                predecessor.ifPresent(Server::close);
            }
            profile(reads, List.of(service, yardstick));
        }
    }

    private void write(Database database) throws IOException {
        var scenarios = scenarios(database);
        var writes = new WriteScenarios(database, scenarios);
        try (var service = service("service", List.of(), database.url());
                var yardstick = yardstick(database)) {
            new Comparison(this, database, report, new Load(connections, seconds), WARM_UP_OF_WRITES_SECONDS)
                    .measure(chosen(List.of(writes.approve(), writes.ingest(), writes.mixedDay())), service, yardstick);
            var signIns = new Load(SIGN_INS_AT_ONCE, Math.max(seconds, SIGN_IN_SECONDS));
            new Comparison(this, database, report, signIns, WARM_UP_OF_SIGN_INS_SECONDS)
                    .measure(chosen(List.of(writes.signIn())), service, yardstick);
            if ("mailbox".contains(only)) {
                new MailboxLoad(this, database, report).measure(service, scenarios.others());
            }
            Integrity.require(database);
        }
    }

    private List<Scenario> chosen(List<Scenario> scenarios) {
        return scenarios.stream()
                .filter(scenario -> scenario.name().contains(only))
                .toList();
    }

    /** @param options of the JVM, in addition to the usual ones */
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
                Server.YARDSTICK,
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

    /**
     * Warms up by requests rather than seconds: the virtual machine compiles methods by how often they ran.
     *
     * @param longest the limit in seconds, for scenarios with fewer requests
     */
    void warmUp(Server server, String name, Requests requests, int connections, int longest) {
        var sent = 0L;
        for (var left = longest; left > 0 && sent < warmUp; left -= WARM_UP_STEP_SECONDS) {
            sent += new Load(connections, WARM_UP_STEP_SECONDS)
                    .run(server, requests)
                    .get("requests")
                    .asLong();
            Progress.say("warming up: %s, %s: %d of %d requests".formatted(name, server.name, sent, warmUp));
        }
    }

    private void profile(List<Scenario> scenarios, List<Server> servers) throws IOException {
        if (profiler == null) {
            return;
        }
        for (var scenario : scenarios) {
            for (var server : servers) {
                Progress.say("profiling: " + scenario.name() + ", " + server.name);
                profile(server, scenario.name(), scenario.requests(server));
            }
        }
    }

    private void profile(Server server, String name, Requests requests) throws IOException {
        var file = Files.createDirectories(OUTPUT.resolve("profiles"))
                .resolve((server.name + " " + name).replaceAll("[^a-z]+", "-"))
                .toAbsolutePath();
        server.loadAgent(profiler, "start,event=cpu,interval=1ms");
        new Load(connections, seconds).run(server, requests);
        server.loadAgent(profiler, "dump,collapsed,file=" + file + ".collapsed");
        server.loadAgent(profiler, "stop,flamegraph,file=" + file + ".html");
    }
}
