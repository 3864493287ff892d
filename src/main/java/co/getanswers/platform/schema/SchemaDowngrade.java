package co.getanswers.platform.schema;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Takes revisions back, the newest first: each undo and its row in the history commit together. */
public final class SchemaDowngrade {
    private static final String LOCK_NOT_AVAILABLE = "55P03";

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
     * Refused before anything runs where an undo script is missing on the way, or a revision was edited.
     *
     * @param target the revision to come back to; null for the base
     * @return the revisions that were taken back, the newest first
     */
    public List<Revision> to(Revision target) throws SQLException {
        var history = SchemaHistory.read(session.connection());
        Consistency.require(history, revisions);
        var way = way(history, revisions, target);
        for (var revision : way) {
            undo(revision);
        }
        return way;
    }

    /** What has to be undone, the newest first. */
    public static List<Revision> way(SchemaHistory history, Revisions revisions, Revision target) {
        history.requireNotBelowBaseline(target);
        var way = new ArrayList<>(revisions.all().stream()
                .filter(revision -> target == null || revision.compareTo(target) > 0)
                .filter(history::isApplied)
                .toList());
        Collections.reverse(way);
        for (var revision : way) {
            if (revision.undo().isEmpty()) {
                throw new MigrationFailure("Revision " + revision.title() + ", has no undo script: write U"
                        + revision.up().name().substring(1) + ", or come back no further than to " + revision.id()
                        + ".");
            }
        }
        return way;
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
                if (!LOCK_NOT_AVAILABLE.equals(failed.getSQLState())) {
                    throw Failures.ofRevision(revision, script, failed);
                }
                if (attempt > locks.retries()) {
                    throw Failures.lockNotHad(revision, locks);
                }
                var pause = locks.pause(attempt);
                progress.retries(revision, Failures.firstLine(failed), attempt, locks.retries(), pause);
                MigrationSession.pause(pause);
            }
        }
    }

    private void run(Revision revision, Script script, long started) throws SQLException {
        var connection = session.connection();
        connection.setAutoCommit(!script.transactional());
        try {
            if (script.transactional()) {
                session.execute(locks.statement());
            } else {
                InvalidIndexes.removeBefore(script, connection);
            }
            for (var statement : script.statements()) {
                execute(statement);
            }
            var milliseconds = (System.nanoTime() - started) / 1_000_000;
            session.execute(SchemaHistory.insertUndone(revision, String.valueOf(milliseconds)));
            if (script.transactional()) {
                connection.commit();
            }
        } catch (SQLException failed) {
            if (script.transactional()) {
                connection.rollback();
            }
            throw failed;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private void execute(Statement statement) throws SQLException {
        try {
            session.execute(statement.sql());
        } catch (SQLException failed) {
            throw new StatementFailure(statement, failed);
        }
    }
}
