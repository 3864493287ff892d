package co.getanswers.schema.cli;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.TestDatabase;
import co.getanswers.schema.Catalog;
import co.getanswers.schema.Database;
import co.getanswers.schema.FlywaySetup;
import co.getanswers.schema.HistoryRow;
import co.getanswers.schema.OwnRevisions;
import co.getanswers.schema.SchemaHistory;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;

/** The catalog that a database must have at a revision of the service, made from scratch once for all tests. */
final class Expected {
    private static final Map<String, Catalog> CATALOGS = new HashMap<>();

    private Expected() {}

    /** @param revision "" for the base */
    static synchronized Catalog catalog(String revision) {
        return CATALOGS.computeIfAbsent(revision, Expected::made);
    }

    private static Catalog made(String revision) {
        var scratch = Database.at(TestDatabase.fresh());
        if (!revision.isEmpty()) {
            scratch.migrateTo(revision);
        }
        return Catalog.of(scratch);
    }

    static SchemaHistory history(Database database) {
        try (var connection = database.connection()) {
            return SchemaHistory.read(connection);
        } catch (SQLException failed) {
            throw new AssertionError(failed.getMessage(), failed);
        }
    }

    /** Where the history says that the database stands; "" for the base. */
    static String currentRevision(Database database) {
        return history(database).current().map(HistoryRow::version).orElse("");
    }

    /** The catalog is that of the revision which the history says, and the history can have come about. */
    static void assertInOrder(Database database) {
        assertSequence(history(database));
        assertThat(Catalog.of(database)).isEqualTo(catalog(currentRevision(database)));
    }

    /** Ranks without a gap, each row one step up or down from where those before it lead, none failed. */
    static void assertSequence(SchemaHistory history) {
        assertThat(history.rows().stream().map(HistoryRow::rank))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, history.rows().size()).boxed().toList());
        assertThat(history.rows()).allMatch(HistoryRow::success);
        var applied = new ArrayList<String>();
        for (var row : history.rows()) {
            var all = OwnRevisions.ids();
            if (row.type().equals("DELETE")) {
                assertThat(applied).last().as("row " + row.rank()).isEqualTo(row.version());
                applied.remove(applied.size() - 1);
            } else {
                assertThat(row.version()).as("row " + row.rank()).isEqualTo(all.get(applied.size()));
                applied.add(row.version());
            }
        }
    }

    /** Flyway itself takes the same revisions for applied and for pending as this program does. */
    static void assertFlywayIsContent(Database database) {
        var flyway = flyway(database, "*:pending");
        flyway.validate();
        var info = flyway.info();
        var current = info.current();
        var currentRevision = currentRevision(database);
        assertThat(current == null ? "" : current.getVersion().getVersion()).isEqualTo(currentRevision);
        assertThat(Arrays.stream(info.pending()).map(row -> row.getVersion().getVersion()))
                .containsExactlyElementsOf(OwnRevisions.ids()
                        .subList(
                                OwnRevisions.ids().indexOf(currentRevision) + 1,
                                OwnRevisions.ids().size()));
        if (currentRevision.equals(OwnRevisions.HEAD)) {
            flyway(database).validate();
        }
    }

    static Flyway flyway(Database database, String... ignored) {
        return FlywaySetup.configure(OwnRevisions.ALL)
                .dataSource(database.source())
                .ignoreMigrationPatterns(ignored)
                .load();
    }
}
