package co.getanswers.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Measures the commands of migrate beside Alembic's, over many revisions, on one server. */
final class Migrations {
    private static final int ROUNDS = 5;
    private static final Path JAR = Path.of("target", "quarkus-app", "migrate.jar");

    /** In an order in which each finds what it needs; the same words for both tools. */
    private static final List<String> COMMANDS = List.of(
            "upgrade head",
            "upgrade head",
            "current",
            "current --check-heads",
            "history",
            "history -v",
            "heads",
            "show 0005",
            "upgrade base:head --sql",
            "downgrade head:base --sql",
            "downgrade -1",
            "upgrade +1",
            "downgrade base",
            "stamp head",
            "stamp base");

    private final Bench bench;
    private final Database server;
    private final Report report;

    Migrations(Bench bench, Database server, Report report) {
        this.bench = bench;
        this.server = server;
        this.report = report;
    }

    /** A program, and the database that its commands change. */
    private record Tool(String name, List<String> command) {}

    /** A run's seconds, seconds of processor time and most resident MiB. */
    private record Usage(double seconds, double processor, double memory) {}

    void measure() throws IOException {
        var alembic = Alembic.program();
        for (var count : bench.revisions) {
            var revisions = GeneratedRevisions.write(count);
            var tools = new ArrayList<Tool>();
            tools.add(new Tool("getanswers", ours(revisions)));
            alembic.ifPresent(program -> tools.add(new Tool(
                    "alembic",
                    List.of(
                            program.toString(),
                            "-c",
                            revisions.alembic().resolve("alembic.ini").toString()))));
            measure(count, tools);
        }
    }

    private void measure(int count, List<Tool> tools) {
        var usages = new LinkedHashMap<String, Map<String, List<Usage>>>();
        for (var round = 1; round <= rounds(); round++) {
            var databases = new LinkedHashMap<String, Database>();
            tools.forEach(tool -> databases.put(tool.name, server.empty("getanswers_bench_" + tool.name)));
            for (var i = 0; i < COMMANDS.size(); i++) {
                for (var tool : tools) {
                    usages.computeIfAbsent(name(i), absent -> new LinkedHashMap<>())
                            .computeIfAbsent(tool.name, absent -> new ArrayList<>())
                            .add(run(tool, COMMANDS.get(i), databases.get(tool.name)));
                }
            }
            Progress.say("round %d of %d revisions".formatted(round, count));
        }
        var rows = new LinkedHashMap<String, Map<String, ?>>();
        usages.forEach((name, byTool) -> rows.put(name, row(byTool)));
        report.addTable("migrate with " + count + " revisions, and Alembic", rows);
    }

    private int rounds() {
        return bench.rounds == 1 ? 1 : Math.max(bench.rounds, ROUNDS);
    }

    private static String name(int command) {
        return COMMANDS.indexOf(COMMANDS.get(command)) < command
                ? COMMANDS.get(command) + ", nothing to do"
                : COMMANDS.get(command);
    }

    private static Map<String, Double> row(Map<String, List<Usage>> usages) {
        var row = new LinkedHashMap<String, Double>();
        var ours = median(usages.get("getanswers"));
        row.put("s", ours.seconds);
        row.put("CPU s", ours.processor);
        row.put("MiB", ours.memory);
        if (usages.containsKey("alembic")) {
            var other = median(usages.get("alembic"));
            row.put("Alembic s", other.seconds);
            row.put("of it", ours.seconds / other.seconds);
            row.put("CPU of it", ours.processor / other.processor);
            row.put("MiB of it", ours.memory / other.memory);
        }
        return row;
    }

    private static Usage median(List<Usage> usages) {
        return new Usage(
                Report.median(usages, Usage::seconds),
                Report.median(usages, Usage::processor),
                Report.median(usages, Usage::memory));
    }

    /** The packaged program with its small archive of classes, as in the image; made anew for these revisions. */
    private List<String> ours(GeneratedRevisions revisions) throws IOException {
        var java = List.of(
                bench.java.toString(), "-XX:+IgnoreUnrecognizedVMOptions", "@docker/migrate.options", "-Xlog:disable");
        var program = List.of("-cp", revisions.jar() + ":" + JAR, "co.getanswers.GetAnswers", "migrate");
        var cache = revisions.jar().resolveSibling(revisions.count() + ".aot");
        Files.deleteIfExists(cache);
        var database = server.empty("getanswers_bench_training");
        train(java, "-XX:AOTCacheOutput=" + cache, program, database);
        if (Files.exists(cache)) {
            return joined(List.of(java, List.of("-XX:AOTCache=" + cache), program));
        }
        // A Java without ahead-of-time caches has archives.
        var archive = cache.resolveSibling(revisions.count() + ".jsa");
        train(java, "-XX:ArchiveClassesAtExit=" + archive, program, server.empty("getanswers_bench_training"));
        return joined(List.of(java, List.of("-XX:SharedArchiveFile=" + archive), program));
    }

    private static void train(List<String> java, String option, List<String> program, Database database) {
        Command.output(
                Map.of("DATABASE_URL", database.url()),
                joined(List.of(java, List.of(option), program, List.of("upgrade")))
                        .toArray(String[]::new));
    }

    private static List<String> joined(List<List<String>> parts) {
        return parts.stream().flatMap(List::stream).toList();
    }

    private static Usage run(Tool tool, String command, Database database) {
        var line = new ArrayList<>(tool.command);
        line.addAll(List.of(command.split(" ")));
        if (tool.name.equals("getanswers") && command.startsWith("stamp")) {
            // Alembic doesn't compare the schema either.
            line.add("--unchecked");
        }
        try {
            var builder = new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectOutput(Bench.OUTPUT.resolve("migrate.log").toFile());
            builder.environment().put("DATABASE_URL", database.url());
            // As in the image.
            builder.environment().put("MALLOC_ARENA_MAX", "2");
            var processor = ProcessUsage.cpuMicrosOfEnded();
            var began = System.nanoTime();
            var process = builder.start();
            var memory = 0L;
            do {
                memory = Math.max(memory, peak(process));
            } while (!process.waitFor(5, TimeUnit.MILLISECONDS));
            var seconds = (System.nanoTime() - began) / 1e9;
            if (process.exitValue() != 0) {
                throw new IllegalStateException(
                        String.join(" ", line) + " failed; see " + Bench.OUTPUT.resolve("migrate.log"));
            }
            return new Usage(seconds, (ProcessUsage.cpuMicrosOfEnded() - processor) / 1e6, memory / 1048576.0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** The most memory so far; none once it has ended. */
    private static long peak(Process process) {
        try {
            return ProcessUsage.memory(process.pid(), "VmHWM");
        } catch (UncheckedIOException ended) {
            return 0;
        }
    }
}
