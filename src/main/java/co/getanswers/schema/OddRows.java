package co.getanswers.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds rows that the old service could write and a later revision refuses, before anything is changed. A column that the
 * revisions have hardened already is not read.
 */
final class OddRows {
    /** Explains why jsonb refuses a json value, by its SQLSTATE; null if it doesn't. */
    private static final String JSON_FUNCTION = """
            CREATE OR REPLACE FUNCTION pg_temp.jsonb_refusal(given json) RETURNS text LANGUAGE plpgsql AS $$
            BEGIN
                PERFORM given::jsonb;
                RETURN NULL;
            EXCEPTION WHEN OTHERS THEN
                RETURN SQLSTATE;
            END $$""";

    private static final List<Values> VALUES = List.of(
            new Values("users", "autonomy_level", "autonomy_level NOT IN ('low', 'medium', 'high')"),
            new Values(
                    "objectives",
                    "status",
                    "status NOT IN ('waiting_on_you', 'waiting_on_others', 'handled', 'scheduled', 'muted')"),
            new Values("messages", "direction", "direction NOT IN ('incoming', 'outgoing')"),
            new Values(
                    "agent_actions",
                    "action_type",
                    "action_type NOT IN ('draft', 'send', 'file', 'schedule', 'triage')"),
            new Values("agent_actions", "risk_level", "risk_level NOT IN ('high', 'medium', 'low')"),
            new Values("agent_actions", "status", "status NOT IN ('pending', 'approved', 'rejected', 'edited')"),
            new Values("agent_actions", "confidence_score", "NOT confidence_score BETWEEN 0 AND 1"),
            new Values("agent_actions", "priority_score", "priority_score NOT BETWEEN 0 AND 100"));

    /** Values without an escape or an exponent are short of nothing that jsonb refuses, and are not tried. */
    private static final String SUSPICIOUS = "(%1$s::text ~ '\\\\u|[0-9][eE]' OR length(%1$s::text) > 100000) AND ";

    private static final List<Json> JSON = List.of(
            new Json("users", "gmail_credentials", " IS NOT NULL"),
            new Json("policies", "rules", " IS NOT NULL"),
            // The escapes in participants are replaced by the revision that changes the type.
            new Json("conversations", "participants", " = '22003'"));

    /** @param violation the condition of an odd row */
    private record Values(String table, String column, String violation) {
        String constraint() {
            return "ck_" + table + "_" + column;
        }
    }

    /** @param refusal the comparison of the SQLSTATE that makes a value odd */
    private record Json(String table, String column, String refusal) {}

    private final Connection connection;
    private final List<String> found = new ArrayList<>();

    private OddRows(Connection connection) {
        this.connection = connection;
    }

    /**
     * A sentence for each column with odd rows: how many, which values, and the statement that shows them.
     *
     * @param connection on the seven tables of the old service
     */
    static List<String> find(Connection connection) throws SQLException {
        var rows = new OddRows(connection);
        for (var values : VALUES) {
            rows.findValues(values);
        }
        rows.findJson();
        rows.findAddresses();
        rows.findViews();
        return rows.found;
    }

    private void findValues(Values values) throws SQLException {
        if (exists("SELECT FROM pg_constraint WHERE conname = '" + values.constraint()
                + "' AND connamespace = current_schema()::regnamespace AND convalidated")) {
            return;
        }
        report(
                values.table(),
                values.column(),
                values.violation(),
                "outside of those that the service knows",
                "SELECT id, " + values.column() + " FROM " + values.table() + " WHERE " + values.violation());
    }

    private void findJson() throws SQLException {
        for (var json : JSON) {
            if (!exists("SELECT FROM pg_attribute WHERE attrelid = '" + json.table() + "'::regclass AND attname = '"
                    + json.column() + "' AND atttypid = 'json'::regtype")) {
                continue;
            }
            try (var statement = connection.createStatement()) {
                statement.execute(JSON_FUNCTION);
            }
            var refused = SUSPICIOUS.formatted(json.column()) + "pg_temp.jsonb_refusal(" + json.column() + ")"
                    + json.refusal();
            report(
                    json.table(),
                    json.column(),
                    refused,
                    "that jsonb can't hold (\\u0000, half a surrogate pair, or a number out of range)",
                    SchemaComparison.oneLine(JSON_FUNCTION) + "; SELECT id, " + json.column() + " FROM " + json.table()
                            + " WHERE " + refused);
        }
    }

    private void findAddresses() throws SQLException {
        var twice = "lower(email) IN (SELECT lower(email) FROM users GROUP BY 1 HAVING count(*) > 1)";
        report(
                "users",
                "email",
                twice,
                "that differ from another in upper and lower case alone",
                "SELECT id, email, created_at FROM users WHERE " + twice + " ORDER BY lower(email)");
    }

    /** The server changes the type of no column that a view reads. */
    private void findViews() throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        SELECT DISTINCT v.oid::regclass, a.attrelid::regclass || '.' || quote_ident(a.attname)
                        FROM pg_depend d
                        JOIN pg_rewrite r ON d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid
                        JOIN pg_class v ON v.oid = r.ev_class AND v.relkind IN ('v', 'm')
                        JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
                        WHERE d.refclassid = 'pg_class'::regclass
                          AND a.atttypid IN ('timestamp'::regtype, 'json'::regtype)
                          AND a.attrelid IN (SELECT to_regclass(name) FROM unnest(ARRAY['users', 'magic_links',
                              'objectives', 'policies', 'conversations', 'messages', 'agent_actions']) AS name)
                        ORDER BY 1, 2""")) {
            while (row.next()) {
                found.add("the view " + row.getString(1) + " reads " + row.getString(2)
                        + ", whose type a revision changes: keep its definition, SELECT pg_get_viewdef('"
                        + row.getString(1)
                        + "'::regclass); drop the view, which holds no rows of its own, and create it"
                        + " again at the head");
            }
        }
    }

    private void report(String table, String column, String condition, String what, String shownBy)
            throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT count(*), string_agg(id::text, ', ' ORDER BY id::text)"
                        + " FILTER (WHERE place <= 3), string_agg(left(value, 40), ', ' ORDER BY id::text)"
                        + " FILTER (WHERE place <= 3) FROM (SELECT id, " + column + "::text AS value,"
                        + " row_number() OVER (ORDER BY id) AS place FROM " + table + " WHERE " + condition
                        + ") AS odd")) {
            row.next();
            var count = row.getLong(1);
            if (count > 0) {
                var values = column.endsWith("_credentials") ? "" : ", such as " + row.getString(3);
                found.add(table + "." + column + ": " + count
                        + (count == 1 ? " row has a value " : " rows have values ") + what + values + " (id "
                        + row.getString(2) + (count > 3 ? ", …" : "") + "): " + shownBy);
            }
        }
    }

    private boolean exists(String query) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            return row.next();
        }
    }
}
