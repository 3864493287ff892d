package co.getanswers.schema;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Brings a database up to a revision: each revision and its row in Flyway's history commit together. */
public final class SchemaUpgrade {
    private final MigrationSession session;
    private final Revisions revisions;
    private final LockPolicy locks;
    private final Progress progress;

    public SchemaUpgrade(MigrationSession session, Revisions revisions, LockPolicy locks, Progress progress) {
        this.session = session;
        this.revisions = revisions;
        this.locks = locks;
        this.progress = progress;
    }

    /**
     * Runs the pending revisions up to the target, after an interrupted undo is finished. Refuses before anything runs if
     * one of them would not do what it says.
     *
     * @param target absent for the newest
     * @return the revisions that were run, the oldest first
     */
    public List<Revision> upgrade(@Nullable Revision target) throws SQLException {
        new SchemaDowngrade(session, revisions, locks, progress).finishInterruptedUndo();
        var history = SchemaHistory.read(session.connection());
        HistoryCheck.require(history, revisions);
        var pending = pending(history, revisions, target);
        ScriptCheck.require(pending.stream().map(Revision::up).toList(), revisions);
        if (!pending.isEmpty()) {
            if (!SchemaHistory.exists(session.connection())) {
                SchemaHistory.create(session.connection());
            }
            // Revisions outside of a transaction leave such rows; they are run again.
            session.deleteFailedRows();
            var runner = new ScriptRunner(session, revisions, locks, progress);
            var fromBase = history.rows().isEmpty();
            for (var batch : fromBase ? RevisionBatch.shared(pending, true) : RevisionBatch.oneByOne(pending, true)) {
                runner.run(batch);
            }
        }
        return pending;
    }

    /** True if no revision is pending and the history is in order. */
    public static boolean isUpToDate(SchemaHistory history, Revisions revisions) {
        HistoryCheck.require(history, revisions);
        return pending(history, revisions, null).isEmpty() && !history.rows().isEmpty();
    }

    /**
     * The revisions to run, the oldest first.
     *
     * @param target absent for the newest
     */
    public static List<Revision> pending(SchemaHistory history, Revisions revisions, @Nullable Revision target) {
        return revisions.all().stream()
                .filter(revision -> target == null || revision.compareTo(target) <= 0)
                .filter(revision -> !history.isApplied(revision))
                .toList();
    }
}
