package co.getanswers.schema;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Undoes revisions, the newest first: each undo script and its row in the history commit together. */
public final class SchemaDowngrade {
    private final MigrationSession session;
    private final Revisions revisions;
    private final LockPolicy locks;
    private final Progress progress;

    public SchemaDowngrade(MigrationSession session, Revisions revisions, LockPolicy locks, Progress progress) {
        this.session = session;
        this.revisions = revisions;
        this.locks = locks;
        this.progress = progress;
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
        if (!undoing.isEmpty()) {
            removeInvalidIndexesAbove(undoing.get(0));
        }
        for (var revision : undoing) {
            undo(revision);
            undone.add(revision);
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
        undo(revision.get());
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
                execute(undo.get());
                session.execute(LockPolicy.RESET_TIMEOUTS);
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

    private void undo(Revision revision) throws SQLException {
        var script = revision.undo().orElseThrow();
        for (var attempt = 1; ; attempt++) {
            var started = System.nanoTime();
            try {
                run(revision, script, started);
                progress.downgraded(
                        revision,
                        revisions.parent(revision).orElse(null),
                        Duration.ofNanos(System.nanoTime() - started));
                return;
            } catch (SQLException failed) {
                if (!LockPolicy.isRetryable(failed)) {
                    throw FailureTranslator.translateRevision(revision, script, failed);
                }
                locks.backOff(revision, failed, attempt, progress);
            }
        }
    }

    private void run(Revision revision, Script script, long started) throws SQLException {
        if (!script.transactional()) {
            runOutsideTransaction(revision, script, started);
            return;
        }
        var connection = session.connection();
        connection.setAutoCommit(false);
        try {
            session.execute(locks.timeoutStatement());
            execute(script);
            session.execute(SchemaHistory.insertUndone(revision, milliseconds(started)));
            connection.commit();
        } finally {
            // No effect after a commit.
            session.rollback();
        }
    }

    /** Writes the row of the undo first: after an interruption it shows that the revision is no longer whole. */
    private void runOutsideTransaction(Revision revision, Script script, long started) throws SQLException {
        session.deleteFailedRows();
        session.execute(SchemaHistory.insertUndoStarted(revision));
        session.execute(LockPolicy.DISABLE_TIMEOUTS);
        removeInvalidIndexes(revision, script);
        execute(script);
        session.execute("UPDATE flyway_schema_history SET success = true, installed_on = now(), execution_time = "
                + milliseconds(started) + " WHERE NOT success");
        session.execute(LockPolicy.RESET_TIMEOUTS);
    }

    private static String milliseconds(long started) {
        return String.valueOf((System.nanoTime() - started) / 1_000_000);
    }

    private void execute(Script script) throws SQLException {
        for (var statement : script.statements()) {
            try {
                session.execute(statement.sql());
            } catch (SQLException failed) {
                throw new StatementFailure(statement, failed);
            }
        }
    }
}
