package co.getanswers.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures the time from the start of the service's process until it is ready, and the memory that it then holds. */
final class StartUp {
    private static final Path CACHE = Bench.OUTPUT.resolve("application.aot");
    private static final String EMPTY = "getanswers_bench_empty";
    private static final List<String> WITH_CACHE = List.of("-XX:AOTCache=" + CACHE);
    private static final int IDLE_SECONDS = 5;

    private final Bench bench;
    private final Database database;
    private final Database server;

    StartUp(Bench bench, Database database, Database server) {
        this.bench = bench;
        this.database = database;
        this.server = server;
    }

    /** The seconds by what was started, measured in turns. */
    Map<String, List<Double>> measure(int rounds) throws IOException {
        var cached = train();
        var seconds = new LinkedHashMap<String, List<Double>>();
        for (var round = 1; round <= rounds; round++) {
            start(seconds, "migrated database", List.of(), database.url());
            if (cached) {
                start(seconds, "migrated database, with the cache", WITH_CACHE, database.url());
            }
            start(seconds, "empty database", List.of(), server.empty(EMPTY).url());
            if (cached) {
                start(
                        seconds,
                        "empty database, with the cache",
                        WITH_CACHE,
                        server.empty(EMPTY).url());
            }
        }
        return seconds;
    }

    private void start(Map<String, List<Double>> seconds, String what, List<String> options, String url) {
        try (var service = bench.service("start", options, url)) {
            var took = service.startedIn.toMillis() / 1000.0;
            var processor = ProcessUsage.cpuMicros(service.pid()) / 1e6;
            seconds.computeIfAbsent(what, absent -> new ArrayList<>()).add(took);
            seconds.computeIfAbsent(what + ": of processor time", absent -> new ArrayList<>())
                    .add(processor);
            Progress.say("start, %s: %.2f s, %.2f s of processor time".formatted(what, took, processor));
        }
    }

    /** @return false if this JVM has no ahead-of-time cache (before JDK 25) */
    private boolean train() throws IOException {
        Files.deleteIfExists(CACHE);
        try (var service = bench.service("training", List.of("-XX:AOTCacheOutput=" + CACHE), database.url())) {
            Progress.say("training the ahead-of-time cache with " + service.name);
        }
        var trained = Files.exists(CACHE);
        if (!trained) {
            Progress.say("no ahead-of-time cache: it takes a JDK 25");
        }
        return trained;
    }

    /**
     * MiB by when; nothing is attached to the process, which would grow by that.
     *
     * @param reads come first
     * @param limit what the virtual machine is told that there is, as it would see a container's limit
     */
    Map<String, Double> memory(Requests reads, Requests mixedDay, Load load, String limit) {
        var options = new ArrayList<>(Files.exists(CACHE) ? WITH_CACHE : List.<String>of());
        options.add("-XX:MaxRAM=" + limit);
        try (var service = bench.service("memory", options, database.url())) {
            Thread.sleep(IDLE_SECONDS * 1000L);
            var resident = new LinkedHashMap<String, Double>();
            resident.put("idle", mebibytes(service, "VmRSS"));
            load.run(service, reads);
            resident.put("under reads", mebibytes(service, "VmRSS"));
            load.run(service, mixedDay);
            resident.put("under a mixed day", mebibytes(service, "VmRSS"));
            resident.put("at most", mebibytes(service, "VmHWM"));
            Progress.say("resident MiB of %s: %s".formatted(limit, resident));
            return resident;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static double mebibytes(Server server, String field) {
        return ProcessUsage.memory(server.pid(), field) / 1048576.0;
    }
}
