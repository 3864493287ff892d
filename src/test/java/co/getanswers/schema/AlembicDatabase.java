package co.getanswers.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A database as the service before left it at one of its revisions, with rows in all seven tables. */
public final class AlembicDatabase {
    /** The scripts of the revisions after the first, by their ids. */
    private static final Map<String, String> LATER = later();

    private AlembicDatabase() {}

    /** All of them, the oldest first. */
    public static List<String> revisions() {
        return AlembicRevision.ALL.stream().map(AlembicRevision::id).toList();
    }

    /** Makes the schema and its rows; Ada's Gmail token is in clear text. */
    public static void make(String revision, Database database) {
        FirstRows.insertWithSchema(database);
        for (var id : revisions().subList(1, revisions().indexOf(revision) + 1)) {
            database.execute(LATER.get(id));
        }
        database.execute("UPDATE alembic_version SET version_num = '" + revision + "'");
        database.execute("UPDATE users SET gmail_credentials = '{\"refresh_token\": \"clear-gmail\"}'"
                + " WHERE email = 'ada@example.com'");
    }

    private static Map<String, String> later() {
        try (var file = AlembicDatabase.class.getResourceAsStream("alembic-later.sql")) {
            var scripts = new LinkedHashMap<String, String>();
            var parts = new String(file.readAllBytes(), StandardCharsets.UTF_8).split("(?m)^-- revision ");
            for (var part : List.of(parts).subList(1, parts.length)) {
                var end = part.indexOf('\n');
                scripts.put(part.substring(0, end), part.substring(end));
            }
            return scripts;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
