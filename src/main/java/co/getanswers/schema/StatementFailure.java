package co.getanswers.schema;

import java.sql.SQLException;

/** The failure of one statement of a script that this program runs itself, without Flyway. */
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
