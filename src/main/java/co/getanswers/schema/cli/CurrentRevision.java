package co.getanswers.schema.cli;

import co.getanswers.schema.MigrationFailure;
import co.getanswers.schema.Revision;
import co.getanswers.schema.Revisions;
import co.getanswers.schema.SchemaHistory;
import java.util.Optional;

/** Where a database stands among the revisions. */
final class CurrentRevision {
    private CurrentRevision() {}

    /** Where the steps of a downgrade start: one that was interrupted is not taken for done when it is said again. */
    static Optional<Revision> forDowngrade(SchemaHistory history, Revisions revisions) {
        return history.interruptedUndo()
                .flatMap(row -> revisions.find(row.version()))
                .or(() -> of(history, revisions));
    }

    /**
     * @return absent for the base
     * @throws MigrationFailure where it stands at a revision that this program does not have
     */
    static Optional<Revision> of(SchemaHistory history, Revisions revisions) {
        return history.current()
                .map(row -> revisions
                        .find(row.version())
                        .orElseThrow(() -> new MigrationFailure("The database is at revision " + row.version() + " ("
                                + row.description() + "), which this program does not have; its newest is "
                                + revisions.head().map(Revision::id).orElse("none")
                                + ". Use the version of the program that has it.")));
    }
}
