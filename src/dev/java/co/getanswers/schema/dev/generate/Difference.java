package co.getanswers.schema.dev.generate;

import co.getanswers.schema.Revisions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The steps from one schema to another and back. They are found by taking them in a scratch database, so that each has
 * been run in both directions before it is written down.
 *
 * @param renames the possible renames; the steps are those that remain once all of them are done
 * @param dropAndAdd the statements that drop and add instead of renaming
 * @param problems for a person to solve; empty if the steps lead there and back exactly
 */
public record Difference(
        List<RenameQuestion> renames, Alternative dropAndAdd, List<Step> steps, List<String> problems) {
    private static final Difference NONE =
            new Difference(List.of(), new Alternative(List.of(), List.of()), List.of(), List.of());

    /** The statements for dropping and adding, in both directions. */
    public record Alternative(List<String> up, List<String> down) {}

    /** The difference between the schema that the revisions make and the one that the entities describe. */
    public static Difference ofEntities(
            ScratchServer server, Revisions revisions, Supplier<EntityModel> entities, Exclusions exclusions)
            throws SQLException {
        try (var migrated = server.create();
                var wanted = server.create()) {
            for (var revision : revisions.all()) {
                migrated.run(revision.up());
            }
            var lost = EntitySchema.create(wanted, entities, migrated, exclusions);
            CheckValueOrder.align(wanted, migrated);
            return between(migrated, wanted).with(lost);
        }
    }

    /** @param lost the objects made by hand that don't fit the entities, and why */
    private Difference with(List<String> lost) {
        var all = new ArrayList<>(problems);
        lost.forEach(object -> all.add("drops what was made by hand, for it does not fit the entities: " + object));
        return new Difference(renames, dropAndAdd, steps, all);
    }

    public boolean isEmpty() {
        return renames.isEmpty() && steps.isEmpty() && problems.isEmpty();
    }

    /** @param from unchanged afterwards, except for the assumed renames */
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

    /** The statements that the assumed renames saved: those that drop and add the renamed columns and tables. */
    private static Alternative alternative(Snapshot first, Snapshot renamed, Snapshot target) {
        var up = new ArrayList<>(first.statementsTo(target));
        up.removeAll(renamed.statementsTo(target));
        var down = new ArrayList<>(target.statementsTo(first));
        down.removeAll(target.statementsTo(renamed));
        return new Alternative(up, down);
    }
}
