package co.getanswers.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DeletedUserTest {
    private static final UUID GOES = new UUID(0, 1);
    private static final UUID STAYS = new UUID(0, 2);

    private static Database database;
    private static Map<String, List<String>> before;
    private static Map<String, List<String>> after;

    @BeforeAll
    static void delete() {
        database = Database.migrated();
        Rows.of(STAYS, database);
        before = content();
        Rows.of(GOES, database);
        assertThat(content())
                .allSatisfy((table, rows) -> assertThat(rows)
                        .as("a row of each user in %s: give the new table one in Rows", table)
                        .hasSizeGreaterThan(before.get(table).size())
                        .hasSizeGreaterThan(1));
        database.execute("DELETE FROM users WHERE id = '" + GOES + "'");
        after = content();
    }

    @Test
    void everyRowUnderTheUserIsGoneAndEveryRowOfTheOtherIsThere() {
        before.keySet().removeAll(ofNobody());
        assertThat(after).containsAllEntriesOf(before);
    }

    @Test
    void onlyTriesToSignInAndWhoIsAtWorkAreKeptWithoutAnOwner() {
        assertThat(ofNobody()).containsExactly("leaders", "mailbox_workers", "sign_in_attempts");
    }

    private static Map<String, List<String>> content() {
        var content = new TreeMap<String, List<String>>();
        database.tables()
                .forEach(table -> content.put(
                        table,
                        database.rows("SELECT t::text FROM " + table + " AS t").stream()
                                .sorted()
                                .toList()));
        return content;
    }

    /** The tables that no chain of foreign keys leads to users from. */
    private static List<String> ofNobody() {
        return database.rows("""
                WITH RECURSIVE under AS (
                    SELECT 'users'::regclass::oid AS oid
                    UNION
                    SELECT conrelid FROM pg_constraint JOIN under ON confrelid = under.oid WHERE contype = 'f')
                SELECT relname FROM pg_class
                WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> 'flyway_schema_history'
                  AND oid NOT IN (SELECT oid FROM under)
                ORDER BY relname""");
    }
}
