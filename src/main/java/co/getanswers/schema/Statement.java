package co.getanswers.schema;

import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Parser;

/**
 * A statement of a script.
 *
 * @param sql as it stands in the file, with the comments around it and without its semicolon
 */
public record Statement(String sql) {
    /** Statements that PostgreSQL refuses to run in a transaction, as far as a schema has use for them. */
    private static final Pattern OUTSIDE_TRANSACTION = Pattern.compile(
            "(?i)((CREATE|DROP)( UNIQUE)? INDEX CONCURRENTLY|REINDEX\\b.* CONCURRENTLY"
                    + "|REINDEX( \\([^)]*\\))? (SCHEMA|DATABASE|SYSTEM)|VACUUM|ALTER SYSTEM"
                    + "|(CREATE|DROP) (DATABASE|TABLESPACE|SUBSCRIPTION)|ALTER TABLE .* DETACH PARTITION .* CONCURRENTLY)\\b.*");

    /** Splits a script with the driver's own parser, which knows quotes, comments and function bodies. */
    public static List<Statement> split(String script) {
        try {
            return Parser.parseJdbcSql(script, true, false, true, false, false).stream()
                    .map((NativeQuery query) -> new Statement(query.nativeSql.strip()))
                    .filter(statement -> !statement.code().isEmpty())
                    .toList();
        } catch (SQLException unreadable) {
            throw new IllegalArgumentException(unreadable);
        }
    }

    /** True if it can run in a transaction; a concurrent index build can't. */
    public boolean transactional() {
        return !OUTSIDE_TRANSACTION.matcher(code()).matches();
    }

    /** The statement on one line without its comments: for messages, and to tell its kind. */
    public String code() {
        var code = new StringBuilder();
        var characters = sql.toCharArray();
        for (var i = 0; i < characters.length; ) {
            var next = afterComment(characters, i);
            if (next > i) {
                code.append(' ');
            } else {
                next = characters[i] == '\'' || characters[i] == '"' ? afterQuoted(characters, i) : i + 1;
                code.append(characters, i, next - i);
            }
            i = next;
        }
        return code.toString().strip().replaceAll("\\s+", " ");
    }

    private static int afterComment(char[] characters, int at) {
        return switch (characters[at]) {
            case '-' ->
                Parser.parseLineComment(characters, at) > at
                        ? Math.min(Parser.parseLineComment(characters, at) + 1, characters.length)
                        : at;
            case '/' ->
                Parser.parseBlockComment(characters, at) > at
                        ? Math.min(Parser.parseBlockComment(characters, at) + 1, characters.length)
                        : at;
            default -> at;
        };
    }

    private static int afterQuoted(char[] characters, int at) {
        var end = characters[at] == '\''
                ? Parser.parseSingleQuotes(characters, at, true)
                : Parser.parseDoubleQuotes(characters, at);
        return Math.min(end + 1, characters.length);
    }
}
