package co.getanswers.schema;

import java.sql.SQLException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
import org.jspecify.annotations.Nullable;

/** Brings a database up to a revision with Flyway: each revision and its row in the history commit together. */
public final class SchemaUpgrade {
    /** Held, for the level of a logger that nothing refers to may be lost. {@link Progress} and exceptions tell all. */
    private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

    static {
        FLYWAY.setLevel(Level.OFF);
    }

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
     * Runs the pending revisions up to the target, after an interrupted undo is finished.
     *
     * @param target absent for the newest
     * @return the revisions that were run, the oldest first
     */
    public List<Revision> upgrade(@Nullable Revision target) throws SQLException {
        new SchemaDowngrade(session, revisions, locks, progress).finishInterruptedUndo();
        var history = SchemaHistory.read(session.connection());
        HistoryCheck.require(history, revisions);
        if (pending(history, revisions, target).isEmpty()) {
            return List.of();
        }
        if (!SchemaHistory.exists(session.connection())) {
            SchemaHistory.create(session.connection());
        }
        var callback = new RevisionCallback(revisions, locks, progress);
        for (var attempt = 1; ; attempt++) {
            // Concurrent revisions leave such rows; they are run again, after their invalid indexes are dropped.
            session.deleteFailedRows();
            try {
                flyway(target, callback).migrate();
                callback.completed();
                return callback.completedRevisions();
            } catch (FlywayException failed) {
                callback.rolledBack();
                var cause = FailureTranslator.sqlException(failed);
                var running = callback.running();
                if (running == null) {
                    throw FailureTranslator.translate(failed);
                }
                if (!LockPolicy.isRetryable(cause)) {
                    throw FailureTranslator.translateRevision(running, running.up(), failed);
                }
                locks.backOff(running, cause, attempt, progress);
            }
        }
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

    private Flyway flyway(@Nullable Revision target, RevisionCallback callback) {
        var configuration = configure(revisions)
                .dataSource(session.flywayDataSource())
                .callbacks(callback)
                .validateOnMigrate(false);
        if (target != null) {
            configuration.target(target.id());
        }
        return configuration.load();
    }

    /** Flyway's configuration for upgrade and repair. */
    public static FluentConfiguration configure(Revisions revisions) {
        var configuration = Flyway.configure(SchemaUpgrade.class.getClassLoader())
                .resourceProvider(new RevisionResourceProvider(revisions))
                .javaMigrationClassProvider(List::of)
                .placeholderReplacement(false)
                .validateMigrationNaming(false)
                .lockRetryCount(-1);
        // Flyway's default lock holds a transaction open, for which CREATE INDEX CONCURRENTLY would wait without end.
        configuration
                .getPluginRegister()
                .getExact(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
        return configuration;
    }
}
