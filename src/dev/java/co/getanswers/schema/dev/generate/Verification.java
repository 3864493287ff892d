package co.getanswers.schema.dev.generate;

import co.getanswers.schema.MigrationFailure;
import co.getanswers.schema.Revision;
import co.getanswers.schema.Revisions;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Proves that every undo reverts exactly what its revision did, and that the revision can be run again afterwards. */
public final class Verification {
    private Verification() {}

    /**
     * @param begins called with each revision before its turn
     * @throws MigrationFailure naming the first revision whose undo deviates, and the difference
     */
    public static void verifyUndos(ScratchServer server, List<Revision> revisions, Consumer<Revision> begins) {
        try (var database = server.create()) {
            var before = Catalog.of(database);
            for (var revision : revisions) {
                begins.accept(revision);
                database.run(revision.up());
                var after = Catalog.of(database);
                database.run(revision.undo()
                        .orElseThrow(() -> new MigrationFailure("Revision " + revision.title()
                                + ", has no undo script: write U"
                                + revision.up().name().substring(1) + ".")));
                requireSame(
                        before,
                        Catalog.of(database),
                        "The undo of revision " + revision.title() + ", does not revert it exactly");
                database.run(revision.up());
                requireSame(
                        after,
                        Catalog.of(database),
                        "Revision " + revision.title() + ", makes another schema when run again");
                before = after;
            }
        }
    }

    /** @throws MigrationFailure naming the difference */
    public static void verifyEntities(
            ScratchServer server, Revisions revisions, Supplier<EntityModel> entities, Exclusions exclusions)
            throws SQLException {
        try (var migrated = server.create();
                var wanted = server.create()) {
            revisions.all().forEach(revision -> migrated.run(revision.up()));
            EntitySchema.create(wanted, entities, migrated, exclusions);
            CheckValueOrder.align(wanted, migrated);
            requireSame(
                    Catalog.of(wanted),
                    Catalog.of(migrated),
                    "The entities and the revisions differ (migrate check shows the SQL)");
        }
    }

    private static void requireSame(Catalog expected, Catalog found, String failure) {
        var difference = expected.differenceTo(found);
        if (!difference.isEmpty()) {
            throw new MigrationFailure(
                    failure + "; - is missing, + should not be there:\n  " + String.join("\n  ", difference));
        }
    }
}
