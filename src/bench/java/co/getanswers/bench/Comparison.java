package co.getanswers.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Measures scenarios in turns: the service, then the yardstick, the predecessor's stack and PostgreSQL alone where they can do the same. */
final class Comparison {
    /** The number of answers that are compared before anything is measured. */
    private static final int COMPARED = 20;

    private final Bench bench;
    private final Database database;
    private final Report report;
    private final Load load;
    private final int longestWarmUp;

    /** @param longestWarmUp in seconds, for each server and scenario */
    Comparison(Bench bench, Database database, Report report, Load load, int longestWarmUp) {
        this.bench = bench;
        this.database = database;
        this.report = report;
        this.load = load;
        this.longestWarmUp = longestWarmUp;
    }

    void measure(List<Scenario> scenarios, Server service, Server yardstick) throws IOException {
        measure(scenarios, service, yardstick, Optional.empty());
    }

    /** @param predecessor takes part in its scenarios */
    void measure(List<Scenario> scenarios, Server service, Server yardstick, Optional<Server> predecessor)
            throws IOException {
        for (var scenario : scenarios) {
            if (scenario.yardstick() != null && scenario.yardstick().canBeRepeated()) {
                requireSameAnswers(scenario, service, yardstick);
            }
            for (var server : servers(scenario, service, yardstick, predecessor)) {
                bench.warmUp(server, scenario.name(), scenario.requests(server), load.connections(), longestWarmUp);
            }
        }
        for (var round = 1; round <= bench.rounds; round++) {
            for (var scenario : scenarios) {
                measure(round, scenario, servers(scenario, service, yardstick, predecessor));
            }
            report.write();
        }
    }

    private static List<Server> servers(
            Scenario scenario, Server service, Server yardstick, Optional<Server> predecessor) {
        if (scenario.yardstick() == null) {
            return List.of(service);
        }
        return Stream.concat(
                        Stream.of(service, yardstick),
                        predecessor.filter(any -> Predecessor.SCENARIOS.contains(scenario.name())).stream())
                .toList();
    }

    /** Compares the answers: otherwise the two might be measured at different work. */
    private static void requireSameAnswers(Scenario scenario, Server service, Server yardstick) {
        var asked = scenario.service().next(1);
        var same = scenario.yardstick().next(1);
        for (var i = 0; i < Math.min(COMPARED, asked.size()); i++) {
            var expected = service.get(asked.get(i));
            var actual = yardstick.get(same.get(i));
            if (!actual.equals(expected)) {
                throw new IllegalStateException(
                        scenario.name() + ": the yardstick answers\n" + actual + "\nand the service\n" + expected);
            }
        }
    }

    private void measure(int round, Scenario scenario, List<Server> servers) {
        var told = new ArrayList<String>();
        for (var server : servers) {
            var requests = scenario.requests(server);
            new Load(load.connections(), 1).run(server, requests);
            var result = load.measure(server, requests, database);
            report.add(scenario.name(), server.name, result);
            told.add("%s %.0f/s %.0f µs of CPU".formatted(server.name, result.throughput(), result.serverCpu()));
        }
        if (!scenario.scripts().isEmpty()) {
            var alone = new Pgbench(database, Bench.POOL, load.seconds()).measure(scenario.scripts());
            report.add(scenario.name(), alone);
            told.add("pgbench %.0f/s".formatted(alone.throughput()));
        }
        Progress.say("round " + round + ": " + scenario.name() + ": " + String.join(", ", told));
    }
}
