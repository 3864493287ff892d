package co.getanswers.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Measures the service with more clients than it serves. As many requests as the pool has connections are served at
 * once, as many as its queue holds wait, and further ones get 503: so that number of clients fills it, and twice as
 * many overload it twice. No client waits after a 503: each asks again at once.
 */
final class Overload {
    private static final int FULL = Bench.POOL + Bench.WAIT_QUEUE;
    private static final String UNAVAILABLE = "503";

    private final Bench bench;
    private final Database database;
    private final Report report;

    Overload(Bench bench, Database database, Report report) {
        this.bench = bench;
        this.database = database;
        this.report = report;
    }

    void measure() throws IOException {
        var scenarios = bench.scenarios(database);
        var requests = scenarios.queuePage(scenarios.others()).service();
        var table = new LinkedHashMap<String, Map<String, ?>>();
        try (var service = bench.service("overload", List.of(), database.url())) {
            bench.warmUp(service, "overload", requests, bench.connections, Bench.WARM_UP_OF_READS_SECONDS);
            for (var clients : List.of(bench.connections, FULL, 2 * FULL, 4 * FULL)) {
                table.put("%,d clients".formatted(clients), measure(service, requests, clients));
            }
            table.put(
                    "%,d clients, afterwards".formatted(bench.connections),
                    measure(service, requests, bench.connections));
        }
        report.addTable("queue page under overload", table);
    }

    private Map<String, ?> measure(Server service, Requests requests, int clients) {
        var told = new Load(clients, bench.seconds).runWithStatuses(service, requests);
        var seconds = told.get("micros").asDouble() / 1e6;
        var statuses = told.get("statuses");
        var served = statuses.path("200").asLong();
        var unavailable = statuses.path(UNAVAILABLE).asLong();
        var other = told.get("broken").asLong();
        for (var status : statuses) {
            other += status.asLong();
        }
        var figures = new LinkedHashMap<String, Object>();
        figures.put("served/s", served / seconds);
        figures.put("served p50 ms", percentile(told.get("served"), 0.50));
        figures.put("served p99 ms", percentile(told.get("served"), 0.99));
        figures.put("served at most ms", percentile(told.get("served"), 1));
        figures.put("503 with Retry-After/s", unavailable / seconds);
        figures.put("other errors", other - served - unavailable);
        figures.put("resident MiB", ProcessUsage.memory(service.pid(), "VmRSS") / 1048576.0);
        Progress.say("%,d clients: %s; broken %s".formatted(clients, statuses, told.get("broken")));
        return figures;
    }

    /** @param counts of responses by milliseconds */
    private static double percentile(JsonNode counts, double share) {
        var sorted = new TreeMap<Integer, Long>();
        counts.properties()
                .forEach(count -> sorted.put(
                        Integer.parseInt(count.getKey()), count.getValue().asLong()));
        var left = Math.ceil(
                share * sorted.values().stream().mapToLong(Long::longValue).sum());
        for (var count : sorted.entrySet()) {
            left -= count.getValue();
            if (left <= 0) {
                return count.getKey();
            }
        }
        return Double.NaN;
    }
}
