package co.getanswers.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An index that a failed or killed concurrent build left invalid. It costs every write, serves no read, and looks
 * complete to {@code IF NOT EXISTS}: so it has to go before the build is tried again.
 *
 * @param name as SQL has it, quoted where it must be
 * @param table likewise
 */
public record InvalidIndex(String name, String table) {
    private static final Pattern CREATED = Pattern.compile(
            "(?i)^CREATE (?:UNIQUE )?INDEX CONCURRENTLY (?:IF NOT EXISTS )?(\"[^\"]+\"|[\\w.]+) ON\\b.*");

    /** The invalid indexes in the schemas of the search path, except those whose build is still running. */
    public static List<InvalidIndex> findAll(Connection connection) throws SQLException {
        var found = new ArrayList<InvalidIndex>();
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        SELECT i.indexrelid::regclass, i.indrelid::regclass
                        FROM pg_index i
                        JOIN pg_class c ON c.oid = i.indexrelid AND c.relkind = 'i'
                        JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = ANY (current_schemas(false))
                        WHERE NOT i.indisvalid
                          AND NOT EXISTS (SELECT FROM pg_stat_progress_create_index p WHERE p.index_relid = i.indexrelid)
                        ORDER BY 1""")) {
            while (row.next()) {
                found.add(new InvalidIndex(row.getString(1), row.getString(2)));
            }
        }
        return found;
    }

    /** The invalid ones among the indexes that the script builds concurrently. */
    static List<InvalidIndex> leftBy(Script script, Connection connection) throws SQLException {
        var names = script.statements().stream()
                .map(statement -> CREATED.matcher(statement.code()))
                .filter(Matcher::matches)
                .map(created -> created.group(1))
                .toList();
        var left = new ArrayList<InvalidIndex>();
        if (!names.isEmpty()) {
            var built = resolvedNames(names, connection);
            for (var index : findAll(connection)) {
                if (built.contains(index.name())) {
                    left.add(index);
                }
            }
        }
        return left;
    }

    /** The names as the server folds and quotes them: {@code "ix_a"} and {@code IX_A} both become {@code ix_a}. */
    private static List<String> resolvedNames(List<String> names, Connection connection) throws SQLException {
        var resolved = new ArrayList<String>();
        try (var statement = connection.prepareStatement("SELECT to_regclass(?)::text")) {
            for (var name : names) {
                statement.setString(1, name);
                try (var row = statement.executeQuery()) {
                    row.next();
                    resolved.add(row.getString(1));
                }
            }
        }
        return resolved;
    }

    /** Drops the invalid indexes that the script is about to build, and returns their names. */
    static List<String> removeLeftBy(Script script, Connection connection) throws SQLException {
        var removed = new ArrayList<String>();
        for (var index : leftBy(script, connection)) {
            try (var statement = connection.createStatement()) {
                statement.execute(index.dropStatement());
            }
            removed.add(index.name());
        }
        return removed;
    }

    /** The statement that drops it and blocks neither readers nor writers of the table. */
    String dropStatement() {
        return "DROP INDEX CONCURRENTLY IF EXISTS " + name;
    }
}
