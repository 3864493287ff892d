package co.getanswers.schema.cli;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.schema.Catalog;
import co.getanswers.schema.Database;
import co.getanswers.schema.FirstRows;
import co.getanswers.schema.OwnRevisions;
import co.getanswers.schema.Revision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The service's own revisions, up and down at random, with rows in the tables. */
class UpAndDownTest {
    private final Cli cli = Cli.onEmptyDatabase();
    private final Database database = Database.at(cli.databaseUrl());

    @Test
    void fiveJumpsLeadWhereTheySay() {
        jump(5);
    }

    @Test
    @Tag("soak")
    void aHundredJumpsLeadWhereTheySay() {
        jump(100);
    }

    private void jump(int times) {
        var seed = Long.getLong("jumps.seed", System.nanoTime());
        var random = new Random(seed);
        for (var i = 0; i < times; i++) {
            if (Expected.currentRevision(database).isEmpty()) {
                jump(List.of("upgrade", "001"), 0);
                FirstRows.insert(database);
            }
            var from = OwnRevisions.ids().indexOf(Expected.currentRevision(database));
            var to = other(random, from);
            jump(command(random, from, to), to, "jump " + (i + 1) + ", -Djumps.seed=" + seed);
        }
    }

    /** @return the place of a revision to go to; -1 is the base */
    private static int other(Random random, int from) {
        var to = random.nextInt(OwnRevisions.ids().size()) - 1;
        return to < from ? to : to + 1;
    }

    /** One of the ways to say it. */
    private static List<String> command(Random random, int from, int to) {
        var steps = to - from;
        var names = new ArrayList<String>();
        names.add(String.format("%+d", steps));
        names.add(to < 0 ? "base" : OwnRevisions.ids().get(to));
        if (to >= 0) {
            names.add(String.valueOf(Integer.parseInt(OwnRevisions.ids().get(to))));
        }
        if (to == OwnRevisions.ids().size() - 1) {
            names.add("head");
        }
        return List.of(steps > 0 ? "upgrade" : "downgrade", names.get(random.nextInt(names.size())));
    }

    private void jump(List<String> command, int to, String... which) {
        var what = String.join(", ", which) + " from " + Expected.currentRevision(database) + ": " + command;
        var way = way(OwnRevisions.ids().indexOf(Expected.currentRevision(database)), to);
        var before = rowsNotTouchedBy(way);

        var result = cli.migrate(command.toArray(String[]::new));

        assertThat(result.code()).as(what + result.err()).isZero();
        assertThat(result.revisions()).as(what).hasSameSizeAs(way);
        var target = to < 0 ? "" : OwnRevisions.ids().get(to);
        assertThat(Expected.currentRevision(database)).as(what).isEqualTo(target);
        assertThat(Catalog.of(database)).as(what).isEqualTo(Expected.catalog(target));
        assertThat(rowsNotTouchedBy(way)).as(what).isEqualTo(before);
        Expected.assertSequence(Expected.history(database));
        Expected.assertFlywayIsContent(database);
    }

    private static List<Revision> way(int from, int to) {
        return OwnRevisions.ALL.all().subList(Math.min(from, to) + 1, Math.max(from, to) + 1);
    }

    /** By table; one that a script on the way so much as mentions is left out. */
    private Map<String, List<String>> rowsNotTouchedBy(List<Revision> way) {
        var scripts =
                String.join("\n", way.stream().flatMap(UpAndDownTest::scripts).toList());
        var rows = new HashMap<String, List<String>>();
        for (var table : database.tables()) {
            if (!scripts.matches("(?s).*\\b" + table + "\\b.*")) {
                rows.put(table, database.rows("SELECT to_jsonb(t) FROM " + table + " t ORDER BY 1"));
            }
        }
        return rows;
    }

    private static Stream<String> scripts(Revision revision) {
        return Stream.of(revision.up().sql(), revision.undo().orElseThrow().sql());
    }
}
