package co.getanswers.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Measures how the response time grows with the data: one client asks as the person who owns a quarter of everything.
 * Each database is opened by a service of its own, and they are measured in turns.
 */
final class Growth {
    private static final int SECONDS = 3;

    private final Bench bench;
    private final Database server;
    private final Report report;

    /** Milliseconds by scenario and number of actions, one per round. */
    private final Map<String, Map<Integer, List<Double>>> medians = new LinkedHashMap<>();

    Growth(Bench bench, Database server, Report report) {
        this.bench = bench;
        this.server = server;
        this.report = report;
    }

    void measure() throws IOException {
        var scenarios = new TreeMap<Integer, List<Scenario>>();
        var services = new TreeMap<Integer, Server>();
        try {
            for (var size : bench.sizes) {
                var database = server.filled(size, bench.java, Bench.APPLICATION);
                scenarios.put(size, scenarios(bench.scenarios(database)));
                services.put(size, bench.service("growth-" + size, List.of(), database.url()));
                for (var scenario : scenarios.get(size)) {
                    bench.warmUp(
                            services.get(size),
                            scenario.name() + " of " + size,
                            scenario.service(),
                            bench.connections,
                            Bench.WARM_UP_OF_READS_SECONDS);
                }
            }
            for (var round = 1; round <= bench.rounds; round++) {
                services.forEach(
                        (size, service) -> scenarios.get(size).forEach(scenario -> measure(size, service, scenario)));
                Progress.say("round %d: %s".formatted(round, medians));
            }
        } finally {
            services.values().forEach(Server::close);
        }
        report.addGrowth("milliseconds to answer the only client, by the number of actions", medians);
    }

    private static List<Scenario> scenarios(ReadScenarios scenarios) {
        var heaviest = List.of(scenarios.heaviest());
        return List.of(scenarios.queuePage(heaviest), scenarios.statistics(heaviest), scenarios.thread(heaviest));
    }

    private void measure(int size, Server service, Scenario scenario) {
        var told = new Load(1, SECONDS).run(service, scenario.service());
        if (told.get("broken").asLong() + told.get("refused").asLong() > 0) {
            throw new IllegalStateException(scenario.name() + " of " + size + " actions: " + told);
        }
        medians.computeIfAbsent(scenario.name(), absent -> new TreeMap<>())
                .computeIfAbsent(size, absent -> new ArrayList<>())
                .add(told.get("p50").asDouble() / 1000);
    }
}
