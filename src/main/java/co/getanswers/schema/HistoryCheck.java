package co.getanswers.schema;

import java.util.List;

/** Checks that a database's history and this program's revisions belong to one schema. */
public final class HistoryCheck {
    private HistoryCheck() {}

    /** @throws MigrationFailure if they don't; the message names the revision and the way out */
    public static void require(SchemaHistory history, Revisions revisions) {
        requireSameRevisions(history, revisions);
        requireKnown(history, revisions);
        history.applied()
                .forEach(row -> revisions.find(row.number()).ifPresent(revision -> requireUnedited(row, revision)));
        requireInOrder(history, revisions);
    }

    /** Rows of revisions that are newer than this program's newest: a newer version of it was here. */
    public static List<HistoryRow> newer(SchemaHistory history, Revisions revisions) {
        var head = revisions.head().map(Revision::number).orElse(0L);
        return history.applied().stream().filter(row -> row.number() > head).toList();
    }

    /** @throws MigrationFailure if a number is another revision in the database than here */
    public static void requireSameRevisions(SchemaHistory history, Revisions revisions) {
        for (var row : history.applied()) {
            var revision = revisions.find(row.number()).filter(known -> row.checksum() != null);
            if (revision.isPresent() && !revision.get().isOf(row)) {
                throw new MigrationFailure("Revision " + row.version() + " is \"" + row.description()
                        + "\" in the database and \"" + revision.get().description()
                        + "\" in this program: another version of the program, with other revisions, migrated the"
                        + " database. Run that version; or, if two branches took the same number, give this program's pair"
                        + " the next free one, in a checkout: migrate renumber.");
            }
        }
    }

    static void requireKnown(SchemaHistory history, Revisions revisions) {
        for (var row : history.applied()) {
            if (revisions.find(row.number()).isEmpty() && isUnknown(row, history, revisions)) {
                throw new MigrationFailure("The database has revision " + row.version() + " (" + row.description()
                        + "), which this program does not have; its newest is "
                        + revisions.head().map(Revision::id).orElse("none")
                        + ". Use the version of the program that has it.");
            }
        }
    }

    /** @throws MigrationFailure if the database has a part of a range that became one revision */
    private static boolean isUnknown(HistoryRow row, SchemaHistory history, Revisions revisions) {
        var replacing = revisions.all().stream()
                .filter(revision -> revision.squash()
                        .filter(squash -> squash.contains(row.number()))
                        .isPresent())
                .findFirst();
        if (replacing.isPresent() && !history.isApplied(replacing.get())) {
            throw new MigrationFailure("The database has revision " + row.version() + " (" + row.description()
                    + ") and not all of those that became " + replacing.get().title()
                    + ". Upgrade it first with the version of the program that has them.");
        }
        return replacing.isEmpty();
    }

    private static void requireUnedited(HistoryRow row, Revision revision) {
        if (row.checksum() != null
                && row.checksum() != revision.up().checksum()
                && !(revision.squash().isPresent() && revision.isOf(row))) {
            throw new MigrationFailure(
                    "Revision " + revision.title() + ", was edited after it was applied: its checksum was "
                            + row.checksum() + " and is " + revision.up().checksum() + " now. Put "
                            + revision.up().name()
                            + " back as it was, and make the change in a new revision.");
        }
    }

    private static void requireInOrder(SchemaHistory history, Revisions revisions) {
        var current = history.current().map(HistoryRow::number).orElse(0L);
        for (var revision : revisions.all()) {
            if (revision.number() < current && !history.isApplied(revision)) {
                throw new MigrationFailure("Revision " + revision.title()
                        + ", is not applied, and a newer one is. Give it the next free number, so that it comes last: migrate"
                        + " renumber does that in a checkout.");
            }
        }
    }
}
