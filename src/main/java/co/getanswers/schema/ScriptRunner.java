package co.getanswers.schema;

import java.sql.SQLException;
import java.time.Duration;

/**
 * Runs the scripts of revisions, up and down alike. A script and its row in the history commit together; where a script
 * can't run in a transaction, the row shows that it has begun, and is completed at its end.
 */
final class ScriptRunner {
    private final MigrationSession session;
    private final Revisions revisions;
    private final LockPolicy locks;
    private final Progress progress;

    ScriptRunner(MigrationSession session, Revisions revisions, LockPolicy locks, Progress progress) {
        this.session = session;
        this.revisions = revisions;
        this.locks = locks;
        this.progress = progress;
    }

    private void upgrade(Revision revision) throws SQLException {
        begin(revision, true);
        var took = run(revision, revision.up(), true);
        progress.upgraded(revisions.parent(revision).orElse(null), revision, took);
    }

    void downgrade(Revision revision) throws SQLException {
        begin(revision, false);
        var took = run(revision, revision.undo().orElseThrow(), false);
        progress.downgraded(revision, revisions.parent(revision).orElse(null), took);
    }

    /**
     * Runs a batch in one transaction. Where that fails, nothing of it stays, and the revisions run one by one, so that
     * each of them is retried and explained like any other.
     */
    void run(RevisionBatch batch) throws SQLException {
        if (!batch.isShared() || !inOneTransaction(batch)) {
            for (var revision : batch.revisions()) {
                if (batch.up()) {
                    upgrade(revision);
                } else {
                    downgrade(revision);
                }
            }
        }
    }

    /** @return false if it was rolled back */
    private boolean inOneTransaction(RevisionBatch batch) throws SQLException {
        var started = System.nanoTime();
        session.limitWaits(String.valueOf(locks.timeout().toMillis()));
        session.connection().setAutoCommit(false);
        var watch = session.watch(batch.first(), progress);
        try {
            for (var revision : batch.revisions()) {
                begin(revision, batch.up());
            }
            session.executeAndCommit(batch.scripts(), batch.rows());
            progress.ranTogether(batch.revisions(), Duration.ofNanos(System.nanoTime() - started));
            return true;
        } catch (SQLException failed) {
            if (session.connection().isClosed()) {
                throw FailureTranslator.translateRevision(batch.first(), batch.firstScript(), failed);
            }
            progress.separating(batch.revisions());
            return false;
        } finally {
            watch.close();
            // No effect after the commit.
            session.rollback();
        }
    }

    private void begin(Revision revision, boolean up) {
        var before = revisions.parent(revision).orElse(null);
        if (up) {
            progress.upgrading(before, revision);
        } else {
            progress.downgrading(revision, before);
        }
    }

    private Duration run(Revision revision, Script script, boolean up) throws SQLException {
        var watch = session.watch(revision, progress);
        try {
            return attempt(revision, script, up);
        } finally {
            watch.close();
        }
    }

    /** Runs it again while other sessions hold its tables. */
    private Duration attempt(Revision revision, Script script, boolean up) throws SQLException {
        var transactional = script.transactional();
        for (var attempt = 1; ; attempt++) {
            var started = System.nanoTime();
            try {
                if (transactional) {
                    inTransaction(revision, script, up, started);
                } else {
                    statementByStatement(revision, script, up, started);
                }
                return Duration.ofNanos(System.nanoTime() - started);
            } catch (SQLException failed) {
                if (script.declaredWithoutTransaction() || !LockPolicy.isRetryable(failed)) {
                    throw FailureTranslator.translateRevision(revision, script, failed);
                }
                locks.backOff(revision, failed, attempt, progress);
            }
        }
    }

    private void inTransaction(Revision revision, Script script, boolean up, long started) throws SQLException {
        var connection = session.connection();
        session.limitWaits(String.valueOf(locks.timeout().toMillis()));
        connection.setAutoCommit(false);
        try {
            execute(script);
            session.resetSettingsAndCommit(
                    up
                            ? SchemaHistory.insertApplied(revision, milliseconds(started))
                            : SchemaHistory.insertUndone(revision, milliseconds(started)));
        } finally {
            // No effect after the commit.
            session.rollback();
        }
    }

    private void statementByStatement(Revision revision, Script script, boolean up, long started) throws SQLException {
        session.deleteFailedRows();
        session.execute(up ? SchemaHistory.insertStarted(revision) : SchemaHistory.insertUndoStarted(revision));
        session.execute(LockPolicy.DISABLE_TIMEOUTS);
        var removed = InvalidIndex.removeLeftBy(script, session.connection());
        if (!removed.isEmpty()) {
            progress.removedInvalidIndexes(revision, removed);
        }
        execute(script);
        session.resetSettings();
        session.execute("UPDATE flyway_schema_history SET success = true, installed_on = now(), execution_time = "
                + milliseconds(started) + " WHERE NOT success");
    }

    /** Runs the statements alone, without a row in the history. */
    void execute(Script script) throws SQLException {
        for (var statement : script.statements()) {
            try {
                statement.execute(session.connection());
            } catch (SQLException failed) {
                throw new StatementFailure(statement, failed);
            }
        }
    }

    private static String milliseconds(long started) {
        return String.valueOf((System.nanoTime() - started) / 1_000_000);
    }
}
