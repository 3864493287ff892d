package co.getanswers.schema;

import java.sql.SQLException;

/** A statement of a script that is run without Flyway failed. */
final class StatementFailure extends SQLException {
    private static final long serialVersionUID = 1L;

    private final transient Statement statement;

    StatementFailure(Statement statement, SQLException cause) {
        super(cause.getMessage(), cause.getSQLState(), cause);
        this.statement = statement;
    }

    Statement statement() {
        return statement;
    }
}
