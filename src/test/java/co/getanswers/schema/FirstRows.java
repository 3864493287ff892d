package co.getanswers.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The database of the service before this one, as a script: its schema, and rows in all its tables. */
public final class FirstRows {
    private static final String SCRIPT = script();

    private FirstRows() {}

    /** As Alembic left it, with its own table. */
    public static void insertWithSchema(Database database) {
        database.execute(SCRIPT);
    }

    /** Into the tables of the first revision. */
    public static void insert(Database database) {
        database.execute(SCRIPT.substring(SCRIPT.indexOf("INSERT INTO users")));
    }

    private static String script() {
        try (var script = FirstRows.class.getResourceAsStream("alembic-001.sql")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
