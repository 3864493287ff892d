package co.getanswers.schema.cli;

import co.getanswers.schema.Database;
import co.getanswers.schema.FirstRows;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A database that can't be taken over. */
public enum Foreign {
    UNKNOWN_REVISION(
            "UPDATE alembic_version SET version_num = '9f2c41d0aa07'",
            "Alembic left the database at revision 9f2c41d0aa07, which the old service never had; known are 001, a753499c54b6",
            "don't downgrade it: that would lose the columns and tables of its later revisions"),
    TWO_REVISIONS(
            "INSERT INTO alembic_version VALUES ('002_billing_features')",
            "Alembic left the database at revision 001 and 002_billing_features, which the old service never had together",
            "Leave it with the old service"),
    NO_REVISION(
            "DELETE FROM alembic_version",
            "The table alembic_version is empty",
            "record it with: migrate stamp <revision>, which compares the two first"),
    NO_TOOL(
            "DROP TABLE alembic_version",
            "The database is not empty, and nothing in it names its revision: it has agent_actions,"
                    + " conversations, magic_links and 4 more tables.",
            "record it with: migrate stamp <revision>.");

    private final String change;
    private final String violation;
    private final String wayOut;

    Foreign(String change, String violation, String wayOut) {
        this.change = change;
        this.violation = violation;
        this.wayOut = wayOut;
    }

    public void make(Database database) {
        FirstRows.insertWithSchema(database);
        database.execute(change);
    }

    public String violation() {
        return violation;
    }

    String wayOut() {
        return wayOut;
    }

    /** All there are, of the tables of every tool, by table. */
    public static Map<String, List<String>> rows(Database database) {
        var rows = new TreeMap<String, List<String>>();
        for (var table : database.rows("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
                + " AND relkind = 'r' AND relname <> 'flyway_schema_history'")) {
            rows.put(table, database.rows("SELECT to_jsonb(t) FROM " + table + " t ORDER BY 1"));
        }
        return rows;
    }

    /** The number of rows, by table. */
    public static Map<String, Integer> counts(Database database) {
        var counts = new TreeMap<String, Integer>();
        rows(database).forEach((table, rows) -> counts.put(table, rows.size()));
        return counts;
    }
}
