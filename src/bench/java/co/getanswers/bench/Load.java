package co.getanswers.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Load from wrk on the loopback interface, for a given time. */
record Load(int connections, int seconds) {
    /**
     * The figures of a run. Times are in microseconds, and costs per request.
     *
     * @param statements without those that begin and end transactions; NaN if PostgreSQL does not count them
     * @param others the average number of processors that other processes kept busy
     */
    record Result(
            long requests,
            double throughput,
            double p50,
            double p99,
            long errors,
            double serverCpu,
            double postgresCpu,
            double statements,
            double allocated,
            long resident,
            double others) {}

    Result measure(Server server, Requests requests, Database database) {
        var postmaster = database.postmaster();
        var statements = database.statements();
        var allocated = server.allocated();
        var before = Cpu.now(server, postmaster);
        var told = run(server, requests);
        var cpu = Cpu.now(server, postmaster).since(before);
        var resident = ProcessUsage.memory(server.pid(), "VmRSS");
        allocated = server.allocated() - allocated;
        statements = database.statements() - statements;
        var count = told.get("requests").asDouble();
        var micros = told.get("micros").asDouble();
        return new Result(
                (long) count,
                count * 1e6 / micros,
                told.get("p50").asDouble(),
                told.get("p99").asDouble(),
                told.get("broken").asLong() + told.get("refused").asLong(),
                cpu.server / count,
                cpu.postgres / count,
                statements / count,
                allocated / count,
                resident,
                (cpu.all - cpu.server - cpu.postgres - cpu.generator) / micros);
    }

    private record Cpu(long server, long postgres, long generator, long all) {
        static Cpu now(Server server, long postmaster) {
            return new Cpu(
                    ProcessUsage.cpuMicrosOfTree(server.pid()),
                    ProcessUsage.cpuMicrosOfTree(postmaster),
                    ProcessUsage.cpuMicrosOfEnded(),
                    ProcessUsage.cpuMicrosOfAll());
        }

        Cpu since(Cpu before) {
            return new Cpu(
                    server - before.server, postgres - before.postgres, generator - before.generator, all - before.all);
        }
    }

    JsonNode run(Server server, Requests requests) {
        return run(server, requests, "");
    }

    /** Also counts answers by status and times the successful ones, which costs the load generator time. */
    JsonNode runWithStatuses(Server server, Requests requests) {
        return run(server, requests, "statuses");
    }

    private JsonNode run(Server server, Requests requests, String mode) {
        try {
            var file = Files.write(
                    Bench.OUTPUT.resolve("requests"),
                    requests.next(seconds).stream().map(Request::line).toList());
            var output = Command.output(
                    "wrk",
                    "--threads=1",
                    "--connections=" + connections,
                    "--duration=" + seconds + "s",
                    "--timeout=30s",
                    "--script=" + Path.of("src/bench/resources/wrk.lua"),
                    "http://127.0.0.1:" + server.port,
                    "--",
                    file.toString(),
                    mode);
            var told = new ObjectMapper().readTree(output.substring(output.lastIndexOf("{\"requests\"")));
            // At the end each connection has one request under way, and wrk takes one before it begins.
            requests.sent(told.get("requests").asLong() + connections + 1, seconds);
            return told;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
