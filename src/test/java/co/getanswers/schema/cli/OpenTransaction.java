package co.getanswers.schema.cli;

import co.getanswers.schema.Database;
import java.sql.Connection;
import java.sql.SQLException;

/** Somebody's transaction, which has done something and stays open until closed; it has no effect. */
record OpenTransaction(Connection connection) implements AutoCloseable {
    static OpenTransaction on(Database database, String sql) {
        try {
            var connection = database.connection();
            connection.setAutoCommit(false);
            var transaction = new OpenTransaction(connection);
            transaction.execute(sql);
            return transaction;
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }

    void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        try (connection) {
            connection.rollback();
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }
}
