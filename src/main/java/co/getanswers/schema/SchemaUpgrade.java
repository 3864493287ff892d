package co.getanswers.schema;

import java.sql.SQLException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/** Brings a database up to a revision, with Flyway: each revision in a transaction of its own, its row in the same. */
public final class SchemaUpgrade {
    /** Whoever started a migration is told by {@link Progress} and by what is thrown; held, so that the level stays. */
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
     * @param target null for the newest
     * @return the revisions that were run, the oldest first
     */
    public List<Revision> upgrade(Revision target) throws SQLException {
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
            // Of concurrent revisions: the revision is simply tried again, once what it left is removed.
            session.deleteFailedRows();
            try {
                flyway(target, callback).migrate();
                callback.completed();
                return callback.completedRevisions();
            } catch (FlywayException failed) {
                callback.rolledBack();
                var cause = FailureTranslator.sqlException(failed);
                if (!LockPolicy.isRetryable(cause)) {
                    throw FailureTranslator.translateRevision(
                            callback.running(), callback.running().up(), failed);
                }
                locks.backOff(callback.running(), cause, attempt, progress);
            }
        }
    }

    /** Whether there is nothing to run, and nothing in the history that has to be looked at first. */
    public static boolean isUpToDate(SchemaHistory history, Revisions revisions) {
        HistoryCheck.require(history, revisions);
        return pending(history, revisions, null).isEmpty() && !history.rows().isEmpty();
    }

    /**
     * What there is to run, the oldest first.
     *
     * @param target null for the newest
     */
    public static List<Revision> pending(SchemaHistory history, Revisions revisions, Revision target) {
        return revisions.all().stream()
                .filter(revision -> target == null || revision.compareTo(target) <= 0)
                .filter(revision -> !history.isApplied(revision))
                .toList();
    }

    private Flyway flyway(Revision target, RevisionCallback callback) {
        var configuration = configure(revisions)
                .dataSource(session.flywayDataSource())
                .callbacks(callback)
                .validateOnMigrate(false);
        if (target != null) {
            configuration.target(target.id());
        }
        return configuration.load();
    }

    /** Flyway as all of this program has it. */
    public static FluentConfiguration configure(Revisions revisions) {
        var configuration = Flyway.configure(SchemaUpgrade.class.getClassLoader())
                .resourceProvider(new RevisionResourceProvider(revisions))
                .javaMigrationClassProvider(List::of)
                .placeholderReplacement(false)
                .validateMigrationNaming(false)
                .lockRetryCount(-1);
        // The default lock holds a transaction open, for which CREATE INDEX CONCURRENTLY would wait for ever.
        configuration
                .getPluginRegister()
                .getExact(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
        return configuration;
    }
}
