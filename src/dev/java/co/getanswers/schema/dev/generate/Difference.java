package co.getanswers.schema.dev.generate;

import co.getanswers.schema.Revisions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What leads from one schema to another and back: found by going there, in a scratch database, so that every step and
 * every step back has been run before it is written down.
 *
 * @param renames what may have been renamed; the steps are those that are left once it has been
 * @param dropAndAdd what would do instead of renaming
 * @param problems what a person has to mend; empty where the steps lead there and back exactly
 */
public record Difference(
        List<RenameQuestion> renames, Alternative dropAndAdd, List<Step> steps, List<String> problems) {
    private static final Difference NONE =
            new Difference(List.of(), new Alternative(List.of(), List.of()), List.of(), List.of());

    /** Dropping and adding, in both directions. */
    public record Alternative(List<String> up, List<String> down) {}

    /** What the revisions lack to make what the entities describe. */
    public static Difference ofEntities(ScratchServer server, Revisions revisions, List<Class<?>> entities)
            throws SQLException {
        try (var migrated = server.create();
                var wanted = server.create()) {
            for (var revision : revisions.all()) {
                migrated.run(revision.up());
            }
            EntitySchema.create(wanted, entities);
            CheckValueOrder.align(wanted, migrated);
            return between(migrated, wanted);
        }
    }

    public boolean isEmpty() {
        return renames.isEmpty() && steps.isEmpty() && problems.isEmpty();
    }

    /** @param from is as it was afterwards, but for what was assumed to be renamed */
    static Difference between(ScratchDatabase from, ScratchDatabase to) throws SQLException {
        if (Catalog.of(from).equals(Catalog.of(to))) {
            return NONE;
        }
        var first = Snapshot.of(from);
        var target = Snapshot.of(to);
        var renames = RenameDetection.detectAndRename(from, to);
        var trip = new RoundTrip(from, renames.isEmpty() ? first : Snapshot.of(from));
        trip.migrateTo(target);
        var steps = trip.undo();
        return new Difference(
                renames,
                renames.isEmpty() ? NONE.dropAndAdd : alternative(first, trip.start(), target),
                steps,
                trip.problems());
    }

    /** The statements that there would be and are not, for what was renamed is neither dropped nor added. */
    private static Alternative alternative(Snapshot first, Snapshot renamed, Snapshot target) {
        var up = new ArrayList<>(first.statementsTo(target));
        up.removeAll(renamed.statementsTo(target));
        var down = new ArrayList<>(target.statementsTo(first));
        down.removeAll(target.statementsTo(renamed));
        return new Alternative(up, down);
    }
}
