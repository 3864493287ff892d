package co.getanswers.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Runs a scenario's statements against PostgreSQL alone, prepared, over as many connections as the service's pool has.
 */
record Pgbench(Database database, int connections, int seconds) {
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");
    private static final Pattern COUNT = Pattern.compile("transactions actually processed: ([0-9]+)");
    private static final Pattern FAILED = Pattern.compile("number of failed transactions: ([0-9]+)");

    /** @param postgresCpu of one transaction, in microseconds */
    record Result(double throughput, double postgresCpu) {}

    /** @param variables by names that no other script has */
    record Script(String text, Map<String, String> variables) {
        /**
         * One statement with parameters {@code $1} and so on; {@code number} distinguishes it from the scenario's
         * others.
         */
        static Script of(String sql, List<String> values, int number) {
            var expressions = new ArrayList<String>();
            var variables = new LinkedHashMap<String, String>();
            for (var p = 1; p <= values.size(); p++) {
                var name = "p" + number + "_" + p;
                expressions.add(":" + name);
                variables.put(name, values.get(p - 1));
            }
            return new Script(with(sql, expressions), variables);
        }

        /** The statement with its parameters replaced by expressions; pgbench's variables begin with a colon. */
        static String with(String sql, List<String> expressions) {
            var text = sql;
            // From the last one on, because $10 begins with $1.
            for (var p = expressions.size(); p > 0; p--) {
                text = text.replace("$" + p, expressions.get(p - 1));
            }
            return text;
        }
    }

    Result measure(List<Script> scripts) {
        var command = new ArrayList<>(List.of(
                "pgbench",
                "--no-vacuum",
                "--protocol=prepared",
                "--client=" + connections,
                "--jobs=1",
                "--time=" + seconds));
        var folder = Bench.OUTPUT.resolve("pgbench");
        for (var i = 0; i < scripts.size(); i++) {
            scripts.get(i).variables.forEach((name, value) -> command.add("--define=" + name + "=" + value));
            command.add("--file=" + write(folder.resolve(i + ".sql"), scripts.get(i).text + ";\n"));
        }
        command.add(database.url());
        var postmaster = database.postmaster();
        var processes = ProcessUsage.children(postmaster);
        var cpu = ProcessUsage.cpuMicrosOfTree(postmaster);
        var output = Command.output(command.toArray(String[]::new));
        // The time of an ended process counts only once its parent has noticed the end.
        while (ProcessUsage.children(postmaster) > processes) {
            Thread.onSpinWait();
        }
        cpu = ProcessUsage.cpuMicrosOfTree(postmaster) - cpu;
        if (found(FAILED, output) > 0 || output.contains("aborted")) {
            throw new IllegalStateException("pgbench says:\n" + output);
        }
        return new Result(found(RATE, output), cpu / found(COUNT, output));
    }

    private static double found(Pattern pattern, String output) {
        var matcher = pattern.matcher(output);
        if (!matcher.find()) {
            throw new IllegalStateException("pgbench says:\n" + output);
        }
        return Double.parseDouble(matcher.group(1));
    }

    private static Path write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
