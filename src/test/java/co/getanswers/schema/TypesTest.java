package co.getanswers.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The revisions that harden the types of the first one's columns. */
class TypesTest {
    private static final String FILES_OF_TABLES_WITHOUT_JSON = """
            SELECT relname, pg_relation_filenode(oid)
            FROM pg_class
            WHERE relname IN ('magic_links', 'objectives', 'messages', 'agent_actions')
            ORDER BY relname""";

    @Test
    void timesGetTheirZoneWithoutARewriteInEitherDirection() {
        var database = AdoptionTest.asAlembicLeavesIt();
        var before = OwnRevisions.before(OwnRevisions.named("magic links columns"));
        database.baseline("001");
        database.migrateTo(before);
        var files = database.rows(FILES_OF_TABLES_WITHOUT_JSON);
        database.migrateTo(OwnRevisions.named("agent actions columns"));
        assertThat(database.rows(FILES_OF_TABLES_WITHOUT_JSON)).isEqualTo(files);
        database.undoTo(before);
        assertThat(database.rows(FILES_OF_TABLES_WITHOUT_JSON)).isEqualTo(files);
    }

    @Test
    void noTimeIsLeftWithoutAZoneAndNoJsonAsText() {
        assertThat(Database.migrated().rows("""
                        SELECT table_name, column_name FROM information_schema.columns
                        WHERE table_schema = 'public' AND table_name <> 'flyway_schema_history'
                          AND data_type IN ('timestamp without time zone', 'json')""")).isEmpty();
    }

    @Test
    void escapesThatJsonbRefusesAreReplacedAndNothingBesideThem() {
        var database = AdoptionTest.asAlembicLeavesIt();
        for (var participants : List.of(
                "[{\"name\": \"a\\u0000b\\udce9c\\ud83d\"}, {\"name\": \"C:\\\\u0000\"}]",
                "[\"\\ud83d\\ude00 Kim\", \"\\ud83d\\u0041\\ude00\\u0000\\u0000\"]",
                "[\"C:\\\\u0000dir\", \"\\\\\\u0000\", \"\\n\\u0000\\\"\\\\\"]",
                "[\"\\ud83d\\ud83d\\ude00\", \"\\\\ud83d\\ude00\", \"\\u00e9\"]")) {
            database.execute("""
                    INSERT INTO conversations
                    SELECT gen_random_uuid(), id, 'thread-x', '%s', localtimestamp, localtimestamp
                    FROM objectives WHERE title = 'Lease'""".formatted(participants));
        }
        database.baseline("001");
        database.migrateTo("latest");
        assertThat(database.rows("SELECT participants::text FROM conversations WHERE gmail_thread_id = 'thread-x'"))
                .containsExactlyInAnyOrder(
                        "[{\"name\": \"a\uFFFDb\uFFFDc\uFFFD\"}, {\"name\": \"C:\\\\u0000\"}]",
                        "[\"😀 Kim\", \"\uFFFDA\uFFFD\uFFFD\uFFFD\"]",
                        "[\"C:\\\\u0000dir\", \"\\\\\uFFFD\", \"\\n\uFFFD\\\"\\\\\"]",
                        "[\"\uFFFD😀\", \"\\\\ud83d\uFFFD\", \"é\"]");
        assertThat(database.rows("SELECT participants FROM conversations WHERE gmail_thread_id = 'thread-a'"))
                .containsExactly("[{\"name\": \"Cy \\\"the\\\" Ö 😀\", \"email\": \"cy@example.org\"}]");
    }
}
