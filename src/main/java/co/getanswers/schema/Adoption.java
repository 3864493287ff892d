package co.getanswers.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes over a database that Alembic managed for the Python service before this one. Alembic's table stays. */
public final class Adoption {
    /** The only revision of Alembic whose schema a revision here makes, too; both have this number. */
    private static final String ALEMBIC_HEAD = "001";

    private final MigrationSession session;
    private final Revisions revisions;

    public Adoption(MigrationSession session, Revisions revisions) {
        this.session = session;
        this.revisions = revisions;
    }

    /**
     * Records the revision at which Alembic left the database.
     *
     * @return absent if there is nothing to take over: the database is empty, or this program manages it already
     * @throws MigrationFailure if it can't be taken over; nothing was changed
     */
    public Optional<Revision> adopt() throws SQLException {
        var connection = session.connection();
        if (SchemaHistory.exists(connection)) {
            return Optional.empty();
        }
        var tables = tables(connection);
        if (tables.isEmpty()) {
            return Optional.empty();
        }
        if (!tables.contains("alembic_version")) {
            throw new MigrationFailure("The database is not empty, and nothing in it names its revision: it has "
                    + String.join(", ", tables.subList(0, Math.min(3, tables.size())))
                    + (tables.size() > 3 ? " and " + (tables.size() - 3) + " more tables" : "")
                    + ". Use an empty database; or, if its schema is that of a revision, record it with: migrate stamp"
                    + " <revision>.");
        }
        var revision = requireKnown(alembicRevisions(connection));
        new SchemaStamp(session, revisions).stamp(revision, false);
        return Optional.of(revision);
    }

    private Revision requireKnown(List<String> alembic) {
        if (alembic.isEmpty()) {
            throw new MigrationFailure(
                    "The table alembic_version is empty: Alembic is at its base, and other tables are there. Bring the"
                            + " database to Alembic's revision " + ALEMBIC_HEAD
                            + " first (alembic upgrade " + ALEMBIC_HEAD + "), or use an empty one.");
        }
        if (!alembic.equals(List.of(ALEMBIC_HEAD))) {
            throw new MigrationFailure("Alembic left the database at revision " + String.join(" and ", alembic)
                    + "; only " + ALEMBIC_HEAD
                    + " can be taken over by this version. Nothing was changed. Leave it with the old service: a downgrade"
                    + " would lose the columns and tables of the later revisions.");
        }
        return revisions.find(ALEMBIC_HEAD).orElseThrow();
    }

    /** Tables, views and sequences, without those of extensions. */
    private static List<String> tables(Connection connection) throws SQLException {
        return names(connection, """
                SELECT c.relname
                FROM pg_class c
                WHERE c.relnamespace = current_schema()::regnamespace
                  AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
                  AND NOT EXISTS (SELECT FROM pg_depend d
                                  WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
                ORDER BY c.relkind <> 'r', c.relname""");
    }

    private static List<String> alembicRevisions(Connection connection) throws SQLException {
        return names(connection, "SELECT version_num FROM alembic_version ORDER BY version_num");
    }

    private static List<String> names(Connection connection, String query) throws SQLException {
        var names = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            while (row.next()) {
                names.add(row.getString(1));
            }
        }
        return names;
    }
}
