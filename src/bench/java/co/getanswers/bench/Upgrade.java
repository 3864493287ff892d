package co.getanswers.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures the migration command over a few hundred revisions of the kinds that a schema grows by. */
final class Upgrade {
    private static final int REVISIONS = 300;
    private static final String DATABASE = "getanswers_bench_revisions";
    private static final Path FOLDER = Bench.OUTPUT.resolve("revisions");

    private final Bench bench;
    private final Database server;
    private final Report report;

    Upgrade(Bench bench, Database server, Report report) {
        this.bench = bench;
        this.server = server;
        this.report = report;
    }

    void measure() throws IOException {
        for (var number = 1; number <= REVISIONS; number++) {
            write("db/migration/V%03d__step.sql".formatted(number), up(number));
            write("db/undo/U%03d__step.sql".formatted(number), down(number));
        }
        var seconds = new LinkedHashMap<String, List<Double>>();
        for (var round = 1; round <= bench.rounds; round++) {
            var database = server.empty(DATABASE);
            var all = migrate(seconds, "upgrade of " + REVISIONS + " revisions", database, "upgrade");
            requireApplied(database, REVISIONS);
            var nothing = migrate(seconds, "upgrade with nothing to do", database, "upgrade");
            migrate(seconds, "downgrade of " + REVISIONS + " revisions", database, "downgrade", "base");
            requireApplied(database, 0);
            seconds.computeIfAbsent("upgrade of one revision more", absent -> new ArrayList<>())
                    .add((all - nothing) / REVISIONS);
            Progress.say("round %d: %s".formatted(round, seconds));
        }
        report.add("seconds to migrate", seconds);
    }

    private static String up(int number) {
        var table = "things_" + number / 4;
        return switch (number % 4) {
            case 0 -> "create table %s (id uuid primary key, name text not null);".formatted(table);
            case 1 ->
                "create table if not exists %1$s (id uuid primary key, name text not null);\nalter table %1$s add column noted_at timestamptz;"
                        .formatted(table);
            case 2 -> "create index ix_%1$s_name on %1$s (name);".formatted(table);
            default -> "alter table %1$s add constraint ck_%1$s_name check (name <> '');".formatted(table);
        };
    }

    private static String down(int number) {
        var table = "things_" + number / 4;
        return switch (number % 4) {
            case 0 -> "drop table %s;".formatted(table);
            case 1 -> "alter table %s drop column noted_at;".formatted(table);
            case 2 -> "drop index ix_%s_name;".formatted(table);
            default -> "alter table %1$s drop constraint ck_%1$s_name;".formatted(table);
        };
    }

    private static void write(String name, String sql) throws IOException {
        var file = FOLDER.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, sql + "\n");
    }

    /** @return the seconds from the start of the process to its end */
    private double migrate(Map<String, List<Double>> seconds, String what, Database database, String... arguments) {
        var command = new ArrayList<>(List.of(bench.java.toString()));
        command.addAll(Server.JVM_OPTIONS);
        // The program's own revisions come later on the class path, and are not found.
        command.addAll(List.of("-cp", FOLDER + ":" + Bench.APPLICATION, "co.getanswers.GetAnswers", "migrate"));
        command.addAll(List.of(arguments));
        var cpu = ProcessUsage.cpuMicrosOfEnded();
        var began = System.nanoTime();
        Command.output(Map.of("DATABASE_URL", database.url()), command.toArray(String[]::new));
        var took = (System.nanoTime() - began) / 1e9;
        seconds.computeIfAbsent(what, absent -> new ArrayList<>()).add(took);
        seconds.computeIfAbsent(what + ": of processor time", absent -> new ArrayList<>())
                .add((ProcessUsage.cpuMicrosOfEnded() - cpu) / 1e6);
        return took;
    }

    private static void requireApplied(Database database, int revisions) {
        var tables = database.query("select count(*) from pg_indexes where indexname like 'ix\\_things\\_%'");
        if (Integer.parseInt(tables.get(0).get(0)) != revisions / 4) {
            throw new IllegalStateException("migrate left " + tables + " indexes of " + revisions / 4);
        }
    }
}
