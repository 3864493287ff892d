package co.getanswers.platform.database;

import java.sql.SQLException;
import java.util.Optional;

/** Compares the schema in the database with what this version needs, once and without waiting. */
public interface SchemaCheck {
    /**
     * Describes why this version can't work on the schema, and what to do.
     *
     * @return empty if it can
     * @throws SQLException if the database can't be asked
     */
    Optional<String> problem() throws SQLException;
}
