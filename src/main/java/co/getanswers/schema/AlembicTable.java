package co.getanswers.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Alembic's table of revisions. It stays with its row; once the database is taken over, its comment says so and lists what
 * the revisions here do not make.
 */
public final class AlembicTable {
    private static final String TAKEN_OVER = "Taken over by getanswers migrate, whose history is flyway_schema_history";
    private static final String LEFT = "; left as they were: ";
    private static final String NONE = "nothing";

    private AlembicTable() {}

    /** The revisions in the table; empty if there is no such table, or no row in it. */
    public static List<String> revisions(Connection connection) throws SQLException {
        return exists(connection)
                ? column("SELECT version_num FROM alembic_version ORDER BY version_num", connection)
                : List.of();
    }

    static boolean exists(Connection connection) throws SQLException {
        return !column("SELECT 1 WHERE to_regclass('alembic_version') IS NOT NULL", connection)
                .isEmpty();
    }

    /** The statement that marks the table; it changes no row. */
    static String markStatement(List<String> additions) {
        var comment = TAKEN_OVER + LEFT + (additions.isEmpty() ? NONE : String.join(", ", additions));
        return "COMMENT ON TABLE alembic_version IS '" + comment.replace("'", "''") + "'";
    }

    /** The additions to the revisions that the database had when it was taken over. */
    static Set<String> additions(Connection connection) throws SQLException {
        return comment(connection)
                .filter(comment -> comment.contains(LEFT))
                .map(comment -> Set.of(
                        comment.substring(comment.indexOf(LEFT) + LEFT.length()).split(", ")))
                .orElse(Set.of());
    }

    /** True if Alembic's revision is the newest thing known of the database: no revision here was recorded since. */
    public static boolean manages(Connection connection, SchemaHistory history) throws SQLException {
        return history.rows().isEmpty() && !revisions(connection).isEmpty();
    }

    private static Optional<String> comment(Connection connection) throws SQLException {
        return column("SELECT obj_description(to_regclass('alembic_version'), 'pg_class')", connection).stream()
                .findFirst();
    }

    private static List<String> column(String query, Connection connection) throws SQLException {
        var values = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            while (row.next()) {
                var value = row.getString(1);
                if (value != null) {
                    values.add(value);
                }
            }
        }
        return values;
    }
}
