package co.getanswers.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Consecutive revisions to run in one transaction, in the order in which they run. On the way from the base or to it,
 * where nothing is served, a transaction may hold its locks for many of them; elsewhere each has a transaction of its own.
 *
 * @param revisions at least one
 * @param up false for their undo scripts
 */
record RevisionBatch(List<Revision> revisions, boolean up) {
    /** Keeps the locks of a transaction well below what a server has room for. */
    private static final int LARGEST = 50;

    static List<RevisionBatch> oneByOne(List<Revision> revisions, boolean up) {
        return revisions.stream()
                .map(revision -> new RevisionBatch(List.of(revision), up))
                .toList();
    }

    static List<RevisionBatch> shared(List<Revision> revisions, boolean up) {
        return together(revisions, up, revision -> canShare(revision, up));
    }

    /** Batches of which only the rows count. */
    static List<RevisionBatch> recorded(List<Revision> revisions, boolean up) {
        return together(revisions, up, revision -> up || revision.squash().isEmpty());
    }

    private static List<RevisionBatch> together(List<Revision> revisions, boolean up, Predicate<Revision> canShare) {
        var batches = new ArrayList<RevisionBatch>();
        var open = new ArrayList<Revision>();
        for (var revision : revisions) {
            var sharing = canShare.test(revision);
            if (!open.isEmpty() && (!sharing || open.size() == LARGEST)) {
                batches.add(new RevisionBatch(List.copyOf(open), up));
                open.clear();
            }
            if (sharing) {
                open.add(revision);
            } else {
                batches.add(new RevisionBatch(List.of(revision), up));
            }
        }
        if (!open.isEmpty()) {
            batches.add(new RevisionBatch(List.copyOf(open), up));
        }
        return batches;
    }

    /** A squash records more than its own row, and rows of a COPY don't fit into a message with other statements. */
    private static boolean canShare(Revision revision, boolean up) {
        var script = script(revision, up);
        return revision.squash().isEmpty()
                && script.transactional()
                && script.statements().stream().allMatch(statement -> statement.copyData() == null);
    }

    private static Script script(Revision revision, boolean up) {
        return up ? revision.up() : revision.undo().orElseThrow();
    }

    /** True if several revisions share its transaction. */
    boolean isShared() {
        return revisions.size() > 1;
    }

    Revision first() {
        return revisions.get(0);
    }

    Script firstScript() {
        return script(first(), up);
    }

    /** The scripts, each without its last semicolon; a script may end in a comment. */
    List<String> scripts() {
        return revisions.stream()
                .map(revision -> String.join(
                        "\n;\n",
                        script(revision, up).statements().stream()
                                .map(Statement::sql)
                                .toList()))
                .toList();
    }

    /** The statement that records all of them. */
    String rows() {
        if (!isShared()) {
            return up ? SchemaHistory.insertApplied(first(), "0") : SchemaHistory.insertUndone(first(), "0");
        }
        return up ? SchemaHistory.insertApplied(revisions) : SchemaHistory.insertUndone(revisions);
    }
}
