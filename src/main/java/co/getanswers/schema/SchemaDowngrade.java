package co.getanswers.schema;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Undoes revisions, the newest first: each undo script and its row in the history commit together. */
public final class SchemaDowngrade {
    private final MigrationSession session;
    private final Revisions revisions;
    private final Progress progress;
    private final ScriptRunner runner;

    public SchemaDowngrade(MigrationSession session, Revisions revisions, LockPolicy locks, Progress progress) {
        this.session = session;
        this.revisions = revisions;
        this.progress = progress;
        runner = new ScriptRunner(session, revisions, locks, progress);
    }

    /**
     * Undoes all revisions above the target, after an interrupted undo is finished. Refuses before anything runs if an
     * undo script is missing on the way, or a revision was edited.
     *
     * @param target the revision to come back to; absent for the base
     * @return the revisions that were undone, the newest first
     */
    public List<Revision> downgrade(@Nullable Revision target) throws SQLException {
        var undone = new ArrayList<>(finishInterruptedUndo().stream().toList());
        var history = SchemaHistory.read(session.connection());
        HistoryCheck.require(history, revisions);
        var undoing = revisionsToUndo(history, revisions, target);
        ScriptCheck.require(
                undoing.stream().flatMap(revision -> revision.undo().stream()).toList(), revisions);
        if (!undoing.isEmpty()) {
            removeInvalidIndexesAbove(undoing.get(0));
        }
        for (var batch :
                target == null ? RevisionBatch.shared(undoing, false) : RevisionBatch.oneByOne(undoing, false)) {
            runner.run(batch);
            undone.addAll(batch.revisions());
        }
        return undone;
    }

    /** Runs an undo again that can't run in a transaction and was interrupted. */
    Optional<Revision> finishInterruptedUndo() throws SQLException {
        var begun = SchemaHistory.read(session.connection()).interruptedUndo();
        if (begun.isEmpty()) {
            return Optional.empty();
        }
        var revision = revisions.find(begun.get().number());
        if (revision.flatMap(Revision::undo).isEmpty()) {
            throw new MigrationFailure("The undo of revision " + begun.get().version() + " ("
                    + begun.get().description()
                    + ") did not finish, and this program does not have it: use the version of the program that"
                    + " does.");
        }
        runner.downgrade(revision.get());
        return revision;
    }

    /** Drops the invalid indexes of the first pending revision, which would stay for good. */
    private void removeInvalidIndexesAbove(Revision newest) throws SQLException {
        var above = revisions.all().stream()
                .filter(revision -> revision.compareTo(newest) > 0)
                .findFirst();
        if (above.isPresent() && removeInvalidIndexes(above.get(), above.get().up())) {
            // The builds before the interrupted one left valid indexes.
            var undo = above.get().undo().filter(script -> !script.transactional());
            if (undo.isPresent()) {
                session.execute(LockPolicy.DISABLE_TIMEOUTS);
                runner.execute(undo.get());
                session.resetSettings();
            }
        }
    }

    /** @return whether there were any */
    private boolean removeInvalidIndexes(Revision revision, Script script) throws SQLException {
        var removed = InvalidIndex.removeLeftBy(script, session.connection());
        if (!removed.isEmpty()) {
            progress.removedInvalidIndexes(revision, removed);
        }
        return !removed.isEmpty();
    }

    /** The revisions to undo, the newest first. */
    public static List<Revision> revisionsToUndo(
            SchemaHistory history, Revisions revisions, @Nullable Revision target) {
        history.requireNotBelowBaseline(target);
        var undoing = new ArrayList<>(revisions.all().stream()
                .filter(revision -> target == null || revision.compareTo(target) > 0)
                .filter(history::isApplied)
                .toList());
        Collections.reverse(undoing);
        for (var revision : undoing) {
            if (revision.undo().isEmpty()) {
                throw new MigrationFailure("Revision " + revision.title() + ", has no undo script: write U"
                        + revision.up().name().substring(1) + ", or downgrade no further than to " + revision.id()
                        + ".");
            }
        }
        return undoing;
    }
}
