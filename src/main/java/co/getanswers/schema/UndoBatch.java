package co.getanswers.schema;

import java.util.ArrayList;
import java.util.List;

/**
 * Consecutive revisions to undo, the newest first. On the way to the base, where all that was served goes, a transaction
 * may hold its locks for many of them; elsewhere each has a transaction of its own.
 *
 * @param revisions at least one
 */
record UndoBatch(List<Revision> revisions) {
    /** Keeps the locks of a transaction well below what a server has room for. */
    private static final int LARGEST = 50;

    static List<UndoBatch> oneByOne(List<Revision> undoing) {
        return undoing.stream()
                .map(revision -> new UndoBatch(List.of(revision)))
                .toList();
    }

    static List<UndoBatch> toBase(List<Revision> undoing) {
        var batches = new ArrayList<UndoBatch>();
        var open = new ArrayList<Revision>();
        for (var revision : undoing) {
            var sharing = canShare(revision);
            if (!open.isEmpty() && (!sharing || open.size() == LARGEST)) {
                batches.add(new UndoBatch(List.copyOf(open)));
                open.clear();
            }
            if (sharing) {
                open.add(revision);
            } else {
                batches.add(new UndoBatch(List.of(revision)));
            }
        }
        if (!open.isEmpty()) {
            batches.add(new UndoBatch(List.copyOf(open)));
        }
        return batches;
    }

    /** A squash records more than its own row, and rows of a COPY don't fit into a message with other statements. */
    private static boolean canShare(Revision revision) {
        var undo = revision.undo().orElseThrow();
        return revision.squash().isEmpty()
                && undo.transactional()
                && undo.statements().stream().allMatch(statement -> statement.copyData() == null);
    }

    /** True if it is undone in one transaction of several revisions. */
    boolean shared() {
        return revisions.size() > 1;
    }

    /** The undo scripts, each without its last semicolon; a script may end in a comment. */
    List<String> scripts() {
        return revisions.stream()
                .map(revision -> String.join(
                        "\n;\n",
                        revision.undo().orElseThrow().statements().stream()
                                .map(Statement::sql)
                                .toList()))
                .toList();
    }
}
