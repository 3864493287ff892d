package co.getanswers.schema.cli;

import co.getanswers.schema.HistoryRow;
import co.getanswers.schema.Revision;
import co.getanswers.schema.Revisions;
import co.getanswers.schema.SchemaHistory;
import java.util.Optional;

/**
 * Formats revisions as Alembic does.
 *
 * @param current absent at the base, and if the database was not asked
 * @param history empty if the database was not asked
 */
record RevisionFormatter(Revisions revisions, Optional<Revision> current, SchemaHistory history) {
    /** {@code 002 (head)} */
    String line(Revision revision) {
        return revision.id() + marks(revision);
    }

    /** {@code 001 -> 002 (head), harden types} */
    String lineWithParent(Revision revision) {
        return parent(revision) + " -> " + line(revision) + ", " + revision.description();
    }

    /** Several lines with all that is known of the revision. */
    String block(Revision revision) {
        var block = new StringBuilder()
                .append("Rev: " + line(revision) + "\n")
                .append("Parent: " + parent(revision) + "\n")
                .append("Path: " + revision.path() + "\n\n")
                .append("    " + revision.description() + "\n\n")
                .append("    Revision ID: " + revision.id() + "\n")
                .append("    Revises: "
                        + revisions.parent(revision).map(Revision::id).orElse("") + "\n");
        history.applied(revision).ifPresent(row -> block.append("    Applied: " + when(row) + "\n"));
        return block.toString();
    }

    private static String when(HistoryRow row) {
        return row.installedOn() + " by " + row.installedBy() + " in " + row.executionTime() + " ms";
    }

    private String parent(Revision revision) {
        return revisions.parent(revision).map(Revision::id).orElse("<base>");
    }

    private String marks(Revision revision) {
        return (isAt(revisions.head(), revision) ? " (head)" : "")
                + (isAt(current, revision) ? " (current)" : "")
                + (isGap(revision) ? " (not applied)" : "");
    }

    /** True for a revision that came late: the database has newer ones, and not this one. */
    private boolean isGap(Revision revision) {
        return current.isPresent() && revision.number() < current.get().number() && !history.isApplied(revision);
    }

    private static boolean isAt(Optional<Revision> place, Revision revision) {
        return place.isPresent() && place.get().number() == revision.number();
    }
}
