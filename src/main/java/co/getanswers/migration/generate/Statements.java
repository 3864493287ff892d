package co.getanswers.migration.generate;

import java.sql.SQLException;
import java.util.List;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Parser;

/** The statements of a script, apart at the semicolons that end them: not those in strings and in functions' bodies. */
final class Statements {
    private Statements() {}

    static List<String> of(String script) {
        try {
            return Parser.parseJdbcSql(script, true, false, true, false, false).stream()
                    .map((NativeQuery query) -> query.nativeSql.strip())
                    .filter(statement -> !withoutComments(statement).isEmpty())
                    .toList();
        } catch (SQLException unreadable) {
            throw new IllegalArgumentException(unreadable);
        }
    }

    /** Without the lines of comment that stand before a statement. */
    static String withoutComments(String statement) {
        var rest = statement.strip();
        while (rest.startsWith("--")) {
            var end = rest.indexOf('\n');
            rest = end < 0 ? "" : rest.substring(end + 1).strip();
        }
        return rest;
    }

    /** Whether it must not stand in a transaction. */
    static boolean concurrent(String statement) {
        return withoutComments(statement).matches("(?is)(CREATE(\\s+UNIQUE)?|DROP)\\s+INDEX\\s+CONCURRENTLY\\b.*");
    }
}
