package co.getanswers.bench;

import co.getanswers.bench.ReadScenarios.Person;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures how fast a mailbox is imported, and whether the service's memory grows meanwhile. */
final class MailboxLoad {
    private static final Path FILE = Bench.OUTPUT.resolve("mailbox.mbox");

    private final Bench bench;
    private final Database database;
    private final Report report;
    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, List<Double>> figures = new LinkedHashMap<>();

    MailboxLoad(Bench bench, Database database, Report report) {
        this.bench = bench;
        this.database = database;
        this.report = report;
    }

    /** Imports one mailbox more than there are rounds: the first warms up. */
    void measure(Server service, List<Person> people) throws IOException {
        ingest(service, people.get(0), "warm-up");
        figures.clear();
        for (var round = 1; round <= bench.rounds; round++) {
            ingest(service, people.get(round), "round-" + round);
            Progress.say("round %d: mailbox: %s".formatted(round, figures));
        }
        report.add("a mailbox of %,d messages (%d MiB)".formatted(bench.messages, Files.size(FILE) >> 20), figures);
    }

    private void ingest(Server service, Person person, String series) throws IOException {
        try (var mailbox = Files.newBufferedWriter(FILE)) {
            var mails = new GeneratedMail(series);
            for (var i = 0; i < bench.messages; i++) {
                mailbox.write(mails.entry(i, person.email()));
            }
        }
        var allocated = service.allocated();
        var cpu = ProcessUsage.cpuMicros(service.pid());
        var postgres = ProcessUsage.cpuMicrosOfTree(database.postmaster());
        var statements = database.statements();
        var began = System.nanoTime();
        var residentAt = new ArrayList<Double>();
        service.post("/api/messages/import", "application/mbox", person.token(), FILE, line -> {
            var told = read(line);
            if (told.path("imported").asInt() * 10L >= (residentAt.size() + 1L) * bench.messages) {
                residentAt.add(ProcessUsage.memory(service.pid(), "VmRSS") / 1048576.0);
            }
            requireAllIsWell(told);
        });
        var seconds = (System.nanoTime() - began) / 1e9;
        add("messages/s", bench.messages / seconds);
        add(
                "processor µs of the service a message",
                (ProcessUsage.cpuMicros(service.pid()) - cpu) / (double) bench.messages);
        add(
                "processor µs of PostgreSQL a message",
                (ProcessUsage.cpuMicrosOfTree(database.postmaster()) - postgres) / (double) bench.messages);
        add("statements a message", (database.statements() - statements) / bench.messages);
        add("KiB allocated a message", (service.allocated() - allocated) / 1024.0 / bench.messages);
        add("resident MiB after a tenth of it", residentAt.get(0));
        add("resident MiB after half of it", residentAt.get(4));
        add("resident MiB after all of it", residentAt.get(residentAt.size() - 1));
        add("resident MiB at most so far", ProcessUsage.memory(service.pid(), "VmHWM") / 1048576.0);
    }

    private void requireAllIsWell(JsonNode told) {
        var done = told.path("done").asBoolean(false);
        if (told.has("reason") || done && told.get("imported").asInt() != bench.messages) {
            throw new IllegalStateException("The import of a mailbox of " + bench.messages + " messages says " + told);
        }
    }

    private JsonNode read(String line) {
        try {
            return json.readTree(line);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void add(String name, double figure) {
        figures.computeIfAbsent(name, absent -> new ArrayList<>()).add(figure);
    }
}
