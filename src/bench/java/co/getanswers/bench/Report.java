package co.getanswers.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** Collects the figures, and writes them as JSON and as a table of medians. */
final class Report {
    private final Map<String, Object> circumstances = new LinkedHashMap<>();
    private final Map<String, Map<String, ? extends Map<?, ?>>> tables = new LinkedHashMap<>();
    private final Map<String, Measured> scenarios = new LinkedHashMap<>();

    /** All rounds of a scenario. */
    record Measured(
            List<Load.Result> service,
            List<Load.Result> yardstick,
            List<Load.Result> predecessor,
            List<Pgbench.Result> postgres) {
        Measured() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    Report(Path java, int connections, int seconds) {
        circumstances.put("began", Instant.now().toString());
        circumstances.put(
                "commit",
                Command.output("git", "describe", "--always", "--dirty").strip());
        circumstances.put("processors", Runtime.getRuntime().availableProcessors());
        circumstances.put("processor", processor());
        circumstances.put(
                "java",
                Command.output(java.toString(), "-version").lines().findFirst().orElse(""));
        circumstances.put("options", String.join(" ", Server.JVM_OPTIONS));
        circumstances.put("load average before", ProcessUsage.loadAverage());
        circumstances.put("connections", connections);
        circumstances.put("seconds", seconds);
    }

    private static String processor() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.replaceFirst(".*: ", ""))
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException notThere) {
            return "unknown";
        }
    }

    void add(String scenario, String server, Load.Result result) {
        var measured = of(scenario);
        var results = switch (server) {
            case Server.YARDSTICK -> measured.yardstick;
            case Server.PREDECESSOR -> measured.predecessor;
            default -> measured.service;
        };
        results.add(result);
    }

    void add(String scenario, Pgbench.Result result) {
        of(scenario).postgres.add(result);
    }

    /** @param figures by subject; a list of them is reduced to its median */
    void add(String title, Map<String, ?> figures) {
        var rows = new LinkedHashMap<String, Map<String, ?>>();
        figures.forEach((name, figure) -> rows.put(name, Map.of("", figure)));
        addTable(title, rows);
    }

    /** @param rows the figures of each row by column; all rows have the same columns */
    void addTable(String title, Map<String, ? extends Map<?, ?>> rows) {
        tables.put(title, rows);
    }

    /** @param curves the figures by amount of data, which are also drawn */
    void addGrowth(String title, Map<String, Map<Integer, List<Double>>> curves) throws IOException {
        var rows = new LinkedHashMap<String, Map<?, ?>>();
        var points = new LinkedHashMap<String, Map<Integer, Double>>();
        curves.forEach((name, curve) -> {
            var medians = new TreeMap<Integer, Double>();
            curve.forEach((size, figures) -> medians.put(size, median(figures)));
            points.put(name, medians);
            var row = new LinkedHashMap<Object, Object>(curve);
            row.put(
                    "the most to the fewest",
                    medians.lastEntry().getValue() / medians.firstEntry().getValue());
            rows.put(name, row);
        });
        addTable(title, rows);
        PlotWriter.lines(Bench.OUTPUT.resolve("growth.svg"), title, points);
    }

    private Measured of(String scenario) {
        return scenarios.computeIfAbsent(scenario, absent -> new Measured());
    }

    void write() throws IOException {
        var json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        json.writeValue(
                Bench.OUTPUT.resolve("bench.json").toFile(),
                Map.of("circumstances", circumstances, "scenarios", scenarios, "tables", tables));
        Files.writeString(Bench.OUTPUT.resolve("bench.md"), table());
        if (scenarios.isEmpty()) {
            return;
        }
        plot("cpu", "Processor time of the server for a request", "µs", Load.Result::serverCpu, null);
        plot("throughput", "Throughput", "1/s", Load.Result::throughput, Pgbench.Result::throughput);
        plot("p99", "99th percentile of the time to answer", "µs", Load.Result::p99, null);
    }

    private void plot(
            String file,
            String title,
            String unit,
            ToDoubleFunction<Load.Result> figure,
            ToDoubleFunction<Pgbench.Result> alone)
            throws IOException {
        var bars = new LinkedHashMap<String, Map<String, Double>>();
        scenarios.forEach((name, measured) -> {
            var compared = new LinkedHashMap<String, Double>();
            compared.put("service", median(measured.service, figure));
            if (!measured.yardstick.isEmpty()) {
                compared.put("yardstick", median(measured.yardstick, figure));
            }
            if (!measured.predecessor.isEmpty()) {
                compared.put("predecessor", median(measured.predecessor, figure));
            }
            if (alone != null && !measured.postgres.isEmpty()) {
                compared.put("PostgreSQL alone", median(measured.postgres, alone));
            }
            bars.put(name, compared);
        });
        PlotWriter.bars(Bench.OUTPUT.resolve(file + ".svg"), title, unit, bars);
    }

    private String table() {
        var table = new StringBuilder();
        circumstances.forEach((name, value) ->
                table.append("- ").append(name).append(": ").append(value).append('\n'));
        if (!scenarios.isEmpty()) {
            table.append("""

                    Medians; costs are of one request. (a) is the yardstick, (b) PostgreSQL alone under pgbench, (c) the
                    predecessor's stack, FastAPI with SQLAlchemy on asyncpg; statements are those besides the ones that begin and end transactions; others are the processors that were busy with
                    something else meanwhile. A mixed day is, of 100 requests, %s.

                    | scenario | requests/s | of (a) | of (b) | of (c) | p50 ms | p99 ms | errors | CPU µs | of (a) | of (c) | PostgreSQL µs \
                    | of (a) | of (b) | statements | of (a) | allocated KiB | of (a) | resident MiB | others |
                    |---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|
                    """.formatted(WriteScenarios.MIXED_DAY));
            scenarios.forEach((name, measured) -> table.append(row(name, measured)));
        }
        tables.forEach((title, rows) -> table.append(table(title, rows)));
        return table.toString();
    }

    private static String table(String title, Map<String, ? extends Map<?, ?>> rows) {
        var table = new StringBuilder();
        rows.forEach((name, figures) -> {
            if (table.isEmpty()) {
                table.append("\n| ").append(title);
                figures.keySet().forEach(column -> table.append(" | ").append(column));
                table.append(" |\n|---").append("|--:".repeat(figures.size())).append("|\n");
            }
            table.append("| ").append(name);
            figures.values().forEach(figure -> table.append(" | %.2f".formatted(median(figure))));
            table.append(" |\n");
        });
        return table.toString();
    }

    private static String row(String name, Measured m) {
        return "| %s | %.0f | %s | %s | %s | %.1f | %.1f | %d | %.0f | %s | %s | %.0f | %s | %s | %.1f | %s | %.1f | %s | %.0f | %.1f |\n"
                .formatted(
                        name,
                        median(m.service, Load.Result::throughput),
                        ratio(m.service, m.yardstick, Load.Result::throughput),
                        ratio(
                                median(m.service, Load.Result::throughput),
                                median(m.postgres, Pgbench.Result::throughput)),
                        ratio(m.service, m.predecessor, Load.Result::throughput),
                        median(m.service, Load.Result::p50) / 1000,
                        median(m.service, Load.Result::p99) / 1000,
                        m.service.stream().mapToLong(Load.Result::errors).sum(),
                        median(m.service, Load.Result::serverCpu),
                        ratio(m.service, m.yardstick, Load.Result::serverCpu),
                        ratio(m.service, m.predecessor, Load.Result::serverCpu),
                        median(m.service, Load.Result::postgresCpu),
                        ratio(m.service, m.yardstick, Load.Result::postgresCpu),
                        ratio(
                                median(m.service, Load.Result::postgresCpu),
                                median(m.postgres, Pgbench.Result::postgresCpu)),
                        median(m.service, Load.Result::statements),
                        ratio(m.service, m.yardstick, Load.Result::statements),
                        median(m.service, Load.Result::allocated) / 1024,
                        ratio(m.service, m.yardstick, Load.Result::allocated),
                        median(m.service, result -> result.resident() / 1048576.0),
                        median(m.service, Load.Result::others));
    }

    private static String ratio(
            List<Load.Result> service, List<Load.Result> yardstick, ToDoubleFunction<Load.Result> figure) {
        return ratio(median(service, figure), median(yardstick, figure));
    }

    private static String ratio(double figure, double reference) {
        return Double.isNaN(reference) ? "" : String.format(Locale.ROOT, "%.2f", figure / reference);
    }

    private static double median(Object figures) {
        return figures instanceof List<?> list
                ? median(list, figure -> ((Number) figure).doubleValue())
                : ((Number) figures).doubleValue();
    }

    /** NaN if there are no results. */
    static <T> double median(List<T> results, ToDoubleFunction<T> figure) {
        var sorted = results.stream().mapToDouble(figure).sorted().toArray();
        var middle = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
