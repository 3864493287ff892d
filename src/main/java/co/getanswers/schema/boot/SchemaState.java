package co.getanswers.schema.boot;

import co.getanswers.platform.database.SchemaCheck;
import co.getanswers.schema.HistoryCheck;
import co.getanswers.schema.MigrationFailure;
import co.getanswers.schema.Revision;
import co.getanswers.schema.Revisions;
import co.getanswers.schema.SchemaHistory;
import co.getanswers.schema.SchemaUpgrade;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** Compares the revision that the database is at with the one that this version needs. */
@ApplicationScoped
public class SchemaState implements SchemaCheck {
    private static final Logger LOG = Logger.getLogger(SchemaState.class);

    private final DataSource database;

    SchemaState(DataSource database) {
        this.database = database;
    }

    @Override
    public Optional<String> problem() throws SQLException {
        try {
            return isMigrated()
                    ? Optional.empty()
                    : Optional.of("the database's schema is older than this program: start the service once,"
                            + " which brings it up to date, then try again.");
        } catch (MigrationFailure unfit) {
            return Optional.of(String.valueOf(unfit.getMessage()));
        }
    }

    /**
     * True if the database has all revisions of this version. It may have newer ones: during a rolling update the old
     * version goes on serving on the schema of the new one.
     *
     * @throws MigrationFailure if its history contradicts this version's revisions
     */
    boolean isMigrated() throws SQLException {
        var revisions = Revisions.packaged();
        try (var connection = database.getConnection()) {
            var history = SchemaHistory.read(connection);
            HistoryCheck.requireSameRevisions(history, revisions);
            var newer = HistoryCheck.newer(history, revisions);
            if (newer.isEmpty()) {
                return SchemaUpgrade.isUpToDate(history, revisions);
            }
            LOG.warnf(
                    "The schema is at revision %s, which is newer than this version's %s",
                    newer.get(newer.size() - 1).version(),
                    revisions.head().map(Revision::id).orElse("none"));
            return true;
        }
    }
}
