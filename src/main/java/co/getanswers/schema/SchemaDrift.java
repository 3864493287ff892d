package co.getanswers.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds where the live schema is not what the history says. */
public final class SchemaDrift {
    private SchemaDrift() {}

    /**
     * The differences between the live schema and the applied revisions. What a database had when it was taken over from
     * Alembic is none.
     *
     * @param connection in auto-commit mode; it is used for a transaction that is rolled back
     */
    public static List<SchemaDifference> find(Connection connection, SchemaHistory history, Revisions revisions)
            throws SQLException {
        HistoryCheck.requireSameRevisions(history, revisions);
        HistoryCheck.requireKnown(history, revisions);
        var applied = revisions.all().stream().filter(history::isApplied).toList();
        var expected = ExpectedSchema.of(applied, connection);
        var kept = AlembicTable.additions(connection);
        return SchemaComparison.compare(expected, SchemaCatalog.ofCurrentSchema(connection)).stream()
                .filter(difference -> !Adoption.isAddition(difference) || !kept.contains(difference.address()))
                .toList();
    }

    /** The names of what the live schema has beside these revisions. */
    static List<String> additions(List<Revision> revisions, Connection connection) throws SQLException {
        return additions(SchemaComparison.compare(
                ExpectedSchema.of(revisions, connection), SchemaCatalog.ofCurrentSchema(connection)));
    }

    static List<String> additions(List<SchemaDifference> differences) {
        return differences.stream()
                .filter(Adoption::isAddition)
                .map(SchemaDifference::address)
                .sorted()
                .toList();
    }

    /**
     * Refuses to record a revision that the live schema lacks something of.
     *
     * @param target absent for the base, which has nothing
     * @return false if the two can't be compared, because there are more tables than the server has locks
     * @throws MigrationFailure with a line for each difference
     */
    public static boolean requireSchemaOf(@Nullable Revision target, Connection connection, Revisions revisions)
            throws SQLException {
        if (target == null) {
            return true;
        }
        SchemaCatalog expected;
        try {
            expected = ExpectedSchema.of(revisions.between(null, target), connection);
        } catch (MigrationFailure failed) {
            if (failed.getCause() instanceof SQLException cause
                    && ExpectedSchema.TOO_MANY_LOCKS.equals(cause.getSQLState())) {
                return false;
            }
            throw failed;
        }
        var lacks = SchemaComparison.compare(expected, SchemaCatalog.ofCurrentSchema(connection)).stream()
                .filter(difference -> difference.kind() != SchemaDifference.Kind.EXTRA)
                .filter(difference -> target.number() > 1 || !Adoption.isOptional(difference))
                .map(SchemaDifference::sentence)
                .toList();
        if (!lacks.isEmpty()) {
            throw new MigrationFailure("The database's schema is not that of revision " + target.title()
                    + ": nothing was recorded. Name the revision that it has; or --unchecked, if you know better. The"
                    + " differences:" + Adoption.list(lacks));
        }
        return true;
    }
}
