package co.getanswers.intake;

import co.getanswers.Person;
import co.getanswers.TestSql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Reads the tables for tests. */
final class Database {
    private Database() {}

    static UUID idOf(Person person) {
        return UUID.fromString(
                texts("select id from users where email = ?", person.email()).get(0));
    }

    static int count(String sql, Object... parameters) {
        return Integer.parseInt(texts(sql, parameters).get(0));
    }

    /** The first column of what is selected. */
    static List<String> texts(String sql, Object... parameters) {
        try (var connection = TestSql.connection();
                var statement = prepared(connection, sql, parameters);
                var rows = statement.executeQuery()) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static PreparedStatement prepared(Connection connection, String sql, Object... parameters)
            throws SQLException {
        var statement = connection.prepareStatement(sql);
        for (var i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }
}
