package co.getanswers.schema;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/** Mends what interrupted migrations, and edits of scripts that were applied, have left. */
public final class SchemaRepair {
    private final MigrationSession session;
    private final Revisions revisions;

    public SchemaRepair(MigrationSession session, Revisions revisions) {
        this.session = session;
        this.revisions = revisions;
    }

    /**
     * Flyway's repair of the history: rows of revisions that failed go, and checksums become those of the scripts as they
     * are now.
     *
     * @return what was done, a sentence each
     */
    public List<String> repairHistory() throws SQLException {
        var history = SchemaHistory.read(session.connection());
        if (history.rows().isEmpty()) {
            return List.of();
        }
        // Flyway would take a revision that this program does not have for undone.
        HistoryCheck.requireKnown(history, revisions);
        var ended =
                new SchemaDowngrade(session, revisions, LockPolicy.DEFAULT, Progress.SILENT).finishInterruptedUndo();
        var result = SchemaUpgrade.configure(revisions)
                .dataSource(session.flywayDataSource())
                .load()
                .repair();
        var repaired = Stream.concat(
                result.migrationsRemoved.stream()
                        .map(row -> "Forgot that revision " + row.version + " (" + row.description + ") failed."),
                result.migrationsAligned.stream()
                        .map(row -> "Recorded the checksum of revision " + row.version + " (" + row.description
                                + ") as its script is now."));
        return Stream.concat(
                        ended.stream()
                                .map(revision -> "Ended the undo of revision " + revision.id() + " ("
                                        + revision.description() + "), which was interrupted."),
                        repaired)
                .toList();
    }

    /**
     * The statement that makes an index usable, or removes it where it is to be built yet, or was only a copy in the
     * making ({@code REINDEX CONCURRENTLY}).
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
