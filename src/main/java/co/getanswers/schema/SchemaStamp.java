package co.getanswers.schema;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records the revision that a database is at, without running anything. */
public final class SchemaStamp {
    private final MigrationSession session;
    private final Revisions revisions;

    public SchemaStamp(MigrationSession session, Revisions revisions) {
        this.session = session;
        this.revisions = revisions;
    }

    /**
     * Records the target and those below it as applied, and those above it as undone.
     *
     * @param target absent for the base
     * @param purge whether to delete the history first, whatever it holds
     */
    public void stamp(@Nullable Revision target, boolean purge) throws SQLException {
        var connection = session.connection();
        var adopting = AlembicTable.manages(connection, SchemaHistory.read(connection));
        var additions = adopting && target != null
                ? SchemaDrift.additions(revisions.between(null, target), connection)
                : List.<String>of();
        connection.setAutoCommit(false);
        try {
            if (!SchemaHistory.exists(connection)) {
                SchemaHistory.create(connection);
            } else if (purge) {
                session.execute("DELETE FROM flyway_schema_history");
            }
            session.deleteFailedRows();
            var history = SchemaHistory.read(connection);
            history.requireNotBelowBaseline(target);
            record(above(history, target), false);
            record(
                    revisions.between(null, target).stream()
                            .filter(revision -> !history.isApplied(revision))
                            .toList(),
                    true);
            if (adopting && target != null) {
                session.execute(AlembicTable.markStatement(additions));
            }
            connection.commit();
        } catch (SQLException | RuntimeException failed) {
            connection.rollback();
            throw failed;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private void record(List<Revision> recorded, boolean up) throws SQLException {
        for (var batch : RevisionBatch.recorded(recorded, up)) {
            session.execute(batch.rows());
        }
    }

    private List<Revision> above(SchemaHistory history, @Nullable Revision target) {
        var above = new ArrayList<>(revisions.all().stream()
                .filter(revision -> (target == null || revision.compareTo(target) > 0) && history.isApplied(revision))
                .toList());
        Collections.reverse(above);
        return above;
    }
}
