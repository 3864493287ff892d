package co.getanswers.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a concurrent build that failed, or was killed, leaves behind: an index that costs every write and serves no read.
 * {@code IF NOT EXISTS} takes it for the real one, so it has to go before the build is tried again.
 */
public final class InvalidIndexCleanup {
    private static final Pattern CREATED = Pattern.compile(
            "(?i)^CREATE (?:UNIQUE )?INDEX CONCURRENTLY (?:IF NOT EXISTS )?(\"[^\"]+\"|[\\w.]+) ON\\b.*");

    private InvalidIndexCleanup() {}

    /**
     * @param name as SQL has it, quoted where it must be
     * @param table likewise
     */
    public record Found(String name, String table) {
        /** The statement that removes it without keeping anybody out. */
        public String drop() {
            return "DROP INDEX CONCURRENTLY IF EXISTS " + name;
        }
    }

    /** Those in the schemas of the search path. A build that is still running leaves one out: it holds its lock. */
    public static List<Found> find(Connection connection) throws SQLException {
        var found = new ArrayList<Found>();
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
                found.add(new Found(row.getString(1), row.getString(2)));
            }
        }
        return found;
    }

    /** Those that the script builds concurrently. */
    static List<Found> leftBy(Script script, Connection connection) throws SQLException {
        var names = script.statements().stream()
                .map(statement -> CREATED.matcher(statement.code()))
                .filter(Matcher::matches)
                .map(created -> created.group(1))
                .toList();
        var left = new ArrayList<Found>();
        if (!names.isEmpty()) {
            var built = asTheServerSpells(names, connection);
            for (var index : find(connection)) {
                if (built.contains(index.name())) {
                    left.add(index);
                }
            }
        }
        return left;
    }

    /** Folded and quoted as it does, so that {@code "ix_a"} and {@code IX_A} are the {@code ix_a} they are. */
    private static List<String> asTheServerSpells(List<String> names, Connection connection) throws SQLException {
        var spelled = new ArrayList<String>();
        try (var statement = connection.prepareStatement("SELECT to_regclass(?)::text")) {
            for (var name : names) {
                statement.setString(1, name);
                try (var row = statement.executeQuery()) {
                    row.next();
                    spelled.add(row.getString(1));
                }
            }
        }
        return spelled;
    }

    /** Removes those that the script is about to build, and names them. */
    static List<String> removeBefore(Script script, Connection connection) throws SQLException {
        var removed = new ArrayList<String>();
        for (var index : leftBy(script, connection)) {
            try (var statement = connection.createStatement()) {
                statement.execute(index.drop());
            }
            removed.add(index.name());
        }
        return removed;
    }
}
