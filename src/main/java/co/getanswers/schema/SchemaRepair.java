package co.getanswers.schema;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/** Repairs the history and the indexes after interrupted migrations and edits of applied scripts. */
public final class SchemaRepair {
    private final MigrationSession session;
    private final Revisions revisions;

    public SchemaRepair(MigrationSession session, Revisions revisions) {
        this.session = session;
        this.revisions = revisions;
    }

    /**
     * Finishes an interrupted undo, then runs Flyway's repair: it deletes rows of failed revisions, and updates
     * checksums to those of the scripts as they are now.
     *
     * @return a sentence for each change
     */
    public List<String> repairHistory() throws SQLException {
        var history = SchemaHistory.read(session.connection());
        if (history.rows().isEmpty()) {
            return List.of();
        }
        // Flyway would take an unknown revision for undone.
        HistoryCheck.requireKnown(history, revisions);
        var ended =
                new SchemaDowngrade(session, revisions, LockPolicy.DEFAULT, Progress.SILENT).finishInterruptedUndo();
        var result = FlywaySetup.configure(revisions)
                .dataSource(session.flywayDataSource())
                .load()
                .repair();
        var repaired = Stream.concat(
                result.migrationsRemoved.stream()
                        .map(row -> "Deleted the row of revision " + row.version + " (" + row.description
                                + "), which failed."),
                result.migrationsAligned.stream()
                        .map(row -> "Updated the checksum of revision " + row.version + " (" + row.description
                                + ") to that of its script."));
        return Stream.concat(
                        ended.stream()
                                .map(revision -> "Finished the undo of revision " + revision.id() + " ("
                                        + revision.description() + "), which was interrupted."),
                        repaired)
                .toList();
    }

    /**
     * The statement that rebuilds an index; or that drops it, if a pending revision builds it anyway, or it is only the
     * copy that an interrupted {@code REINDEX CONCURRENTLY} left.
     */
    public String repairStatement(InvalidIndex index) throws SQLException {
        var pending = false;
        for (var revision : SchemaUpgrade.pending(SchemaHistory.read(session.connection()), revisions, null)) {
            pending |= InvalidIndex.leftBy(revision.up(), session.connection()).contains(index);
        }
        return pending || index.name().matches(".*_cc(new|old)\\d*\"?")
                ? index.dropStatement()
                : "REINDEX INDEX CONCURRENTLY " + index.name();
    }

    public void execute(String statement) throws SQLException {
        session.execute(statement);
    }
}
