package co.getanswers.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What PostgreSQL alone makes of a scenario's statement, prepared, over as many connections as the service's pool has. */
record Pgbench(Database database, int connections, int seconds) {
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");
    private static final Pattern COUNT = Pattern.compile("transactions actually processed: ([0-9]+)");

    /** @param postgresCpu of one transaction, in microseconds */
    record Result(double throughput, double postgresCpu) {}

    Result measure(Scenario scenario) {
        var command = new ArrayList<>(List.of(
                "pgbench",
                "--no-vacuum",
                "--protocol=prepared",
                "--client=" + connections,
                "--jobs=1",
                "--time=" + seconds));
        var folder = Bench.OUTPUT.resolve("pgbench");
        for (var i = 0; i < scenario.parameters().size(); i++) {
            var sql = scenario.sql();
            var values = scenario.parameters().get(i);
            // From the last on: $1 begins $10, too.
            for (var p = values.size(); p > 0; p--) {
                sql = sql.replace("$" + p, ":p" + i + "_" + p);
                command.add("--define=p" + i + "_" + p + "=" + values.get(p - 1));
            }
            command.add("--file=" + write(folder.resolve(i + ".sql"), sql + ";\n"));
        }
        command.add(database.url());
        var postmaster = database.postmaster();
        var processes = Usage.children(postmaster);
        var cpu = Usage.cpuMicrosOfTree(postmaster);
        var output = Command.output(command.toArray(String[]::new));
        // A process's time is its parent's once that has noticed its end, and nobody's in between.
        while (Usage.children(postmaster) > processes) {
            Thread.onSpinWait();
        }
        cpu = Usage.cpuMicrosOfTree(postmaster) - cpu;
        return new Result(Double.parseDouble(found(RATE, output)), cpu / Double.parseDouble(found(COUNT, output)));
    }

    private static String found(Pattern pattern, String output) {
        var matcher = pattern.matcher(output);
        if (!matcher.find()) {
            throw new IllegalStateException("pgbench says:\n" + output);
        }
        return matcher.group(1);
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
