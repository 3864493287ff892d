package co.getanswers.schema;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.jspecify.annotations.Nullable;

/** Prepares each revision that Flyway runs, times it, and reports it once it is committed. */
final class RevisionCallback implements Callback {
    private final Revisions revisions;
    private final LockPolicy locks;
    private final Progress progress;
    private final List<Revision> done = new ArrayList<>();
    private @Nullable Revision running;
    private @Nullable Duration took;
    private long started;

    RevisionCallback(Revisions revisions, LockPolicy locks, Progress progress) {
        this.revisions = revisions;
        this.locks = locks;
        this.progress = progress;
    }

    List<Revision> completedRevisions() {
        return List.copyOf(done);
    }

    /** The revision that was begun last; absent before the first. */
    @Nullable Revision running() {
        return running;
    }

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.BEFORE_EACH_MIGRATE || event == Event.AFTER_EACH_MIGRATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        if (event == Event.BEFORE_EACH_MIGRATE) {
            completed();
            var next = revisions
                    .find(context.getMigrationInfo().getVersion().getVersion())
                    .orElseThrow();
            running = next;
            started = System.nanoTime();
            try {
                prepare(next, context);
            } catch (SQLException failed) {
                throw new IllegalStateException(failed);
            }
        } else {
            took = Duration.ofNanos(System.nanoTime() - started);
        }
    }

    /**
     * Reports the last revision as committed. Flyway tells so only by going on to the next: its event after each
     * revision comes before the row and the commit.
     */
    void completed() {
        if (running != null && took != null) {
            done.add(running);
            progress.upgraded(revisions.parent(running).orElse(null), running, took);
            took = null;
        }
    }

    /** Forgets the last revision, which was rolled back even if its script had come to its end. */
    void rolledBack() {
        took = null;
    }

    private void prepare(Revision next, Context context) throws SQLException {
        var script = next.up();
        try (var statement = context.getConnection().createStatement()) {
            statement.execute(script.transactional() ? locks.timeoutStatement() : LockPolicy.DISABLE_TIMEOUTS);
        }
        if (!script.transactional()) {
            var removed = InvalidIndex.removeLeftBy(script, context.getConnection());
            if (!removed.isEmpty()) {
                progress.removedInvalidIndexes(next, removed);
            }
        }
    }

    @Override
    public String getCallbackName() {
        return "revisions";
    }
}
