package co.getanswers.schema.cli;

import co.getanswers.schema.MigrationFailure;
import co.getanswers.schema.Revision;
import co.getanswers.schema.Revisions;
import co.getanswers.schema.SchemaHistory;
import java.util.Optional;

/** Finds the revision that a database is at. */
final class CurrentRevision {
    private CurrentRevision() {}

    /**
     * The revision from which steps such as {@code -1} count in a downgrade. After an interruption it is the one whose
     * undo was not finished, so that repeating the command undoes no more than was asked for.
     */
    static Optional<Revision> forDowngrade(SchemaHistory history, Revisions revisions) {
        return history.interruptedUndo()
                .flatMap(row -> revisions.find(row.number()))
                .or(() -> of(history, revisions));
    }

    /**
     * @return absent for the base
     * @throws MigrationFailure if the database is at a revision that this program does not have
     */
    static Optional<Revision> of(SchemaHistory history, Revisions revisions) {
        return history.current()
                .map(row -> revisions
                        .find(row.number())
                        .orElseThrow(() -> new MigrationFailure("The database is at revision " + row.version() + " ("
                                + row.description() + "), which this program does not have; its newest is "
                                + revisions.head().map(Revision::id).orElse("none")
                                + ". Use the version of the program that has it.")));
    }
}
