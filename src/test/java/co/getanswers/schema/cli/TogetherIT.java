package co.getanswers.schema.cli;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.ServiceProcess;
import co.getanswers.schema.Database;
import co.getanswers.schema.OwnRevisions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many who migrate one database at once: one works, the others wait. */
class TogetherIT {
    private final Cli cli = Cli.onEmptyDatabase();
    private final Database database = Database.at(cli.databaseUrl());

    @Test
    void ofSeveralProcessesEachRevisionIsRunByOne() {
        upgrade(4);
    }

    @Test
    @Tag("soak")
    void ofTwelveProcessesEachRevisionIsRunByOne() {
        upgrade(12);
    }

    private void upgrade(int times) {
        var processes = new ArrayList<ServiceProcess>();
        try {
            IntStream.range(0, times)
                    .forEach(i -> processes.add(ServiceProcess.start(cli.databaseUrl(), "migrate", "upgrade")));
            assertThat(processes)
                    .allSatisfy(process ->
                            assertThat(process.exitCode()).as(process.output()).isZero());
        } finally {
            processes.forEach(ServiceProcess::close);
        }
        assertThat(processes.stream()
                        .flatMap(process -> process.output().lines())
                        .filter(line -> line.startsWith("Running upgrade")))
                .hasSameSizeAs(OwnRevisions.ids());
        assertThat(database.rows("SELECT version FROM flyway_schema_history ORDER BY installed_rank"))
                .isEqualTo(OwnRevisions.ids());
        Expected.assertInOrder(database);
        Expected.assertFlywayIsContent(database);
    }

    @Test
    void whileOneGoesDownAndOthersUpTheHistoryStaysASequence() {
        var middle = OwnRevisions.ids().get(OwnRevisions.ids().size() / 2);
        for (var round = 0; round < 3; round++) {
            var results = atOnce("upgrade", "downgrade " + middle, "upgrade", "upgrade +7", "downgrade -9", "upgrade");
            assertThat(results)
                    .allSatisfy(result -> assertThat(result.err().lines())
                            .allMatch(line -> line.startsWith("Waiting for another process")
                                    || line.matches("FAILED: (The database is at|[+-]\\d is \\d beyond) .*")));
            Expected.assertInOrder(database);
            Expected.assertFlywayIsContent(database);
        }
        assertThat(cli.migrate("upgrade").code()).isZero();
        Expected.assertInOrder(database);
    }

    private List<Cli.Result> atOnce(String... commands) {
        var begun = new ArrayList<CompletableFuture<Cli.Result>>();
        for (var command : commands) {
            begun.add(cli.begin(command.split(" ")));
        }
        return begun.stream().map(CompletableFuture::join).toList();
    }
}
