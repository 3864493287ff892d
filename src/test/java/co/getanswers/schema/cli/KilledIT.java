package co.getanswers.schema.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import co.getanswers.ServiceProcess;
import co.getanswers.schema.Catalog;
import co.getanswers.schema.Database;
import co.getanswers.schema.FirstRows;
import co.getanswers.schema.OwnRevisions;
import co.getanswers.schema.Revision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The packaged program, killed while it migrates tables with rows in them. */
class KilledIT {
    private static final Logger LOG = Logger.getLogger(KilledIT.class);
    private static final Pattern CONCURRENT =
            Pattern.compile("INDEX CONCURRENTLY (?:IF (?:NOT )?EXISTS )?(\\w+)", Pattern.CASE_INSENSITIVE);

    private final Cli cli = Cli.onEmptyDatabase();
    private final Database database = Database.at(cli.databaseUrl());
    private final Migrating migrating = new Migrating(database);

    @Test
    void fourKillsLeaveWhatTheHistorySays() {
        kill(4, 2_000);
    }

    @Test
    @Tag("soak")
    void fiftyKillsLeaveWhatTheHistorySays() {
        kill(50, 20_000);
    }

    private void kill(int times, int conversations) {
        var seed = Long.getLong("kills.seed", System.nanoTime());
        var random = new Random(seed);
        cli.migrate("upgrade", "001");
        FirstRows.insert(database);
        fill(conversations);
        var found = new ArrayList<String>();
        for (var i = 0; i < times; i++) {
            var up = i % 2 == 0;
            var command = up ? List.of("migrate", "upgrade") : List.of("migrate", "downgrade", "001");
            var lines = random.nextInt(OwnRevisions.ids().size() * 3 / 4);
            killAt(lines, random.nextInt(60), command);
            migrating.awaitNobody();

            found.add(state("kill " + (i + 1) + " of " + command + ", -Dkills.seed=" + seed));
            var result = cli.migrate(command.subList(1, command.size()).toArray(String[]::new));

            assertThat(result.code()).as(found + result.err()).isZero();
            assertThat(Expected.currentRevision(database)).isEqualTo(up ? OwnRevisions.HEAD : "001");
            Expected.assertInOrder(database);
        }
        assertThat(found)
                .as("kills that hit the work")
                .anyMatch(state -> !state.matches("(001|" + OwnRevisions.HEAD + ") .*"));
        LOG.infof("Killed %d times (seed %d), found: %s", times, seed, found);
    }

    /** @param then milliseconds after so many lines were printed */
    private void killAt(int lines, int then, List<String> command) {
        try (var process = ServiceProcess.start(cli.databaseUrl(), command.toArray(String[]::new))) {
            await("revisions")
                    .atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(2))
                    .until(() ->
                            !process.isAlive() || process.output().lines().count() >= lines && migrating.is("true"));
            process.endsWithin(Duration.ofMillis(then));
            process.kill();
        }
    }

    /** Asserts that the catalog is what the history says, and tells how it stands. */
    private String state(String what) {
        var history = Expected.history(database);
        var currentRevision = Expected.currentRevision(database);
        var catalog = Catalog.of(database);
        var expected = Expected.catalog(currentRevision);
        var next = OwnRevisions.ALL.all().stream()
                .filter(revision -> revision.id().compareTo(currentRevision) > 0)
                .findFirst();
        var built = next.map(KilledIT::builtConcurrently).orElse(List.of());
        assertThat(without(built, catalog)).as(what).isEqualTo(without(built, expected));
        assertThat(history.failed()).as(what).allMatch(row -> !built.isEmpty());
        var leftover = catalog.equals(expected)
                ? "clean"
                : catalog.indexes().stream().anyMatch(index -> index.endsWith("INVALID")) ? "INVALID" : "unrecorded";
        return currentRevision + " " + leftover + (history.failed().isEmpty() ? "" : " undo begun");
    }

    private static List<String> builtConcurrently(Revision revision) {
        return Stream.of(revision.up(), revision.undo().orElseThrow())
                .filter(script -> !script.transactional())
                .flatMap(script -> CONCURRENT.matcher(script.sql()).results().map(index -> index.group(1)))
                .distinct()
                .collect(Collectors.toList());
    }

    private static Catalog without(List<String> built, Catalog catalog) {
        var others = catalog.indexes().stream()
                .filter(line -> built.stream().noneMatch(index -> line.contains(" INDEX " + index + " ON ")))
                .toList();
        return new Catalog(catalog.columns(), catalog.constraints(), others, catalog.others());
    }

    @Test
    void theServerDoesNotGoOnForSomebodyWhoIsGone() {
        var before = OwnRevisions.before(OwnRevisions.named("index objectives and conversations"));
        cli.migrate("upgrade", before);
        var writer = OpenTransaction.on(database, "DELETE FROM conversations");
        try (writer;
                var process = ServiceProcess.start(cli.databaseUrl(), "migrate", "upgrade")) {
            migrating.await("it to wait for the writer", "wait_event_type = 'Lock' AND query LIKE '%CONCURRENTLY%'");
            process.kill();
            migrating.awaitNobody();
            assertThat(Expected.currentRevision(database)).isEqualTo(before);
        }
        assertThat(cli.migrate("upgrade").code()).isZero();
        Expected.assertInOrder(database);
    }

    /** So that revisions take a while. */
    private void fill(int conversations) {
        database.execute("""
                INSERT INTO conversations
                SELECT gen_random_uuid(), '00000000-0000-4000-8000-0000000000a3', 'thread-' || i, '[]', now(), now()
                FROM generate_series(1, %d) i;
                INSERT INTO messages
                SELECT gen_random_uuid(), id, 'gmail-' || id, 'cy@example.org', 'Cy', 'Re: ' || gmail_thread_id, 'Yes.', '',
                    'incoming', now(), now()
                FROM conversations;
                INSERT INTO agent_actions
                SELECT gen_random_uuid(), id, 'draft', 'Yes.', 0.5, 'low', 10, 'pending', NULL, NULL, NULL, now(), NULL, NULL
                FROM conversations""".formatted(conversations));
    }
}
