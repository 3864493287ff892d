package co.getanswers.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Finds the catalog that revisions make: it runs their scripts in an empty schema of the same database, in a transaction
 * that is rolled back. So the server describes both schemas in the same words, and nothing else has to be installed.
 */
final class ExpectedSchema {
    private static final Pattern INDEX_STATEMENT =
            Pattern.compile("(?i)(CREATE|DROP)( UNIQUE)? INDEX CONCURRENTLY .*", Pattern.DOTALL);
    /** Statements that would leave the schema or the transaction, or wait for data of the client. */
    private static final Pattern LEAVING = Pattern.compile(
            "(?i)(BEGIN|START TRANSACTION|COMMIT|END|ROLLBACK|ABORT|PREPARE TRANSACTION|SET( LOCAL| SESSION)? (ROLE|search_path)"
                    + "|SET SESSION AUTHORIZATION|RESET (ROLE|ALL|search_path)|DISCARD|COPY .* FROM STDIN)\\b.*",
            Pattern.DOTALL);

    private static final Pattern CONCURRENTLY = Pattern.compile("(?i) CONCURRENTLY\\b");

    /** The SQLSTATE of a server whose table of locks is full. */
    static final String TOO_MANY_LOCKS = "53200";

    private ExpectedSchema() {}

    /** @param connection in auto-commit mode, without an open transaction */
    static SchemaCatalog of(List<Revision> revisions, Connection connection) throws SQLException {
        var schema = "getanswers_" + UUID.randomUUID().toString().replace("-", "");
        connection.setAutoCommit(false);
        try {
            execute("SET LOCAL lock_timeout = 0; SET LOCAL statement_timeout = 0", connection);
            execute("CREATE SCHEMA " + schema, connection);
            execute("SET LOCAL search_path = " + schema, connection);
            for (var revision : revisions) {
                run(revision, connection);
            }
            execute("SET LOCAL search_path = " + schema, connection);
            return SchemaCatalog.of(schema, connection);
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private static void run(Revision revision, Connection connection) throws SQLException {
        for (var statement : revision.up().statements()) {
            try {
                if (LEAVING.matcher(statement.code()).matches()) {
                    continue;
                }
                if (statement.transactional()) {
                    statement.execute(connection);
                } else if (INDEX_STATEMENT.matcher(statement.code()).matches()) {
                    execute(CONCURRENTLY.matcher(statement.code()).replaceFirst(""), connection);
                }
                // Others, such as VACUUM, change no catalog.
            } catch (SQLException failed) {
                throw new MigrationFailure(
                        "The schema of revision " + revision.title()
                                + ", can't be made beside the service's own, to compare"
                                + " them: " + FailureTranslator.sentence(failed)
                                + remedy(failed),
                        failed);
            }
        }
    }

    private static String remedy(SQLException failure) {
        return switch (failure.getSQLState() == null ? "" : failure.getSQLState()) {
            case "42501" -> " Grant CREATE on the database, or run this as its owner.";
            case TOO_MANY_LOCKS ->
                " Raise max_locks_per_transaction on the server: each new table and index needs one.";
            default -> " Nothing was changed.";
        };
    }

    private static void execute(String sql, Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
