package co.getanswers.schema;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/**
 * A statement of a script.
 *
 * @param sql as it stands in the file, with the comments before it and without its semicolon
 * @param line on which its first word stands in the script, from 1
 * @param firstLine on which {@code sql} begins: that of the first comment
 * @param words in upper case, with quoted names and symbols as they stand and {@code ''} for each string
 * @param code on one line without its comments: for messages
 * @param copyData the rows that follow a COPY … FROM stdin
 */
public record Statement(
        String sql,
        int line,
        int firstLine,
        List<String> words,
        String code,
        @Nullable String copyData) {
    /** Statements that PostgreSQL refuses to run in a transaction. */
    private static final Pattern OUTSIDE_TRANSACTION =
            Pattern.compile("(?:CREATE|DROP)(?: UNIQUE)? INDEX CONCURRENTLY\\b.*|REINDEX\\b.* CONCURRENTLY\\b.*"
                    + "|REINDEX(?: \\( .*? \\))? (?:SCHEMA|DATABASE|SYSTEM)\\b.*|VACUUM\\b.*|ALTER SYSTEM\\b.*"
                    + "|CLUSTER(?: \\( .*? \\))?(?: VERBOSE)?|DISCARD ALL"
                    + "|(?:CREATE|DROP) (?:DATABASE|TABLESPACE|SUBSCRIPTION)\\b.*|ALTER DATABASE .* SET TABLESPACE\\b.*"
                    + "|ALTER SUBSCRIPTION .* PUBLICATION\\b.*"
                    + "|ALTER TABLE .* DETACH PARTITION .* CONCURRENTLY\\b.*");
    /** Statements that mean the same in a transaction and outside one. */
    private static final Pattern ANYWHERE =
            Pattern.compile("(?:SET(?! LOCAL\\b| TRANSACTION\\b)|RESET|ANALYZE|SHOW)\\b.*");

    private static final Pattern TRANSACTION_CONTROL = Pattern.compile("(?:BEGIN|START TRANSACTION|COMMIT|END|ABORT"
            + "|PREPARE TRANSACTION|ROLLBACK(?!(?: WORK| TRANSACTION)? TO\\b))\\b.*");

    /** Splits a script where psql does. */
    public static List<Statement> split(String script) {
        return StatementScanner.split(script);
    }

    /** Runs it, with the rows that follow it. */
    public void execute(Connection connection) throws SQLException {
        if (copyData == null) {
            try (var statement = connection.createStatement()) {
                statement.setEscapeProcessing(false);
                statement.execute(sql);
            }
            return;
        }
        try {
            new CopyManager(connection.unwrap(BaseConnection.class)).copyIn(sql, new StringReader(copyData));
        } catch (IOException failed) {
            throw new SQLException(failed);
        }
    }

    /** True if it can run in a transaction; a concurrent index build can't. */
    public boolean transactional() {
        return !OUTSIDE_TRANSACTION.matcher(shape()).matches();
    }

    /** True if it means the same in a transaction and outside one, such as SET. */
    boolean runsAnywhere() {
        return ANYWHERE.matcher(shape()).matches();
    }

    /** True if it begins or ends a transaction. */
    boolean controlsTransaction() {
        return TRANSACTION_CONTROL.matcher(shape()).matches();
    }

    /** Its words, separated by blanks. */
    String shape() {
        return String.join(" ", words);
    }
}
