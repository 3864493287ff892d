package co.getanswers.schema;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.account.FreshCount;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A database that Alembic made, with rows in all its tables, goes through all revisions after the first. */
class AdoptionTest {
    private static Database database;

    @BeforeAll
    static void migrate() {
        database = asAlembicLeavesIt();
        database.execute("CREATE SCHEMA before");
        for (var table : database.tables()) {
            database.execute(
                    "CREATE TABLE before.%s AS SELECT id, to_jsonb(%s) AS was FROM %s".formatted(table, table, table));
        }
        database.baseline("001");
        database.migrateTo("latest");
    }

    static Database asAlembicLeavesIt() {
        var database = Database.empty();
        FirstRows.insertWithSchema(database);
        return database;
    }

    @Test
    void everyValueIsInPlaceAndEveryTimeTheSameInUtc() {
        var before = database.rows(
                "SELECT relname FROM pg_class WHERE relnamespace = 'before'::regnamespace" + " AND relkind = 'r'");
        assertThat(before).hasSize(7).allSatisfy(table -> {
            assertThat(database.rows("SELECT count(*) FROM before." + table)).doesNotContain("0");
            assertThat(database.rows("""
                    SELECT key, value, to_jsonb(now) ->> key
                    FROM before.%s AS before
                    LEFT JOIN public.%s AS now ON now.id = before.id
                    CROSS JOIN jsonb_each_text(was)
                    WHERE (now.id IS NULL
                        OR to_jsonb(now) ->> key IS DISTINCT FROM value
                            AND to_jsonb(now) ->> key IS DISTINCT FROM value || '+00:00')
                      AND key <> 'token'""".formatted(table, table))).isEmpty();
        });
    }

    @Test
    void theTokensAreHashedSoThatLinksUnderWayStillWork() throws NoSuchAlgorithmException {
        var sha256 = MessageDigest.getInstance("SHA-256");
        assertThat(database.rows("SELECT token FROM magic_links ORDER BY id"))
                .containsExactly(
                        HexFormat.of().formatHex(sha256.digest("token-of-ada".getBytes(StandardCharsets.UTF_8))),
                        HexFormat.of().formatHex(sha256.digest("token-of-new".getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void theAddressesOfThoseWhoWereHereCountAsProved() {
        assertThat(database.rows("SELECT count(*), count(*) FILTER (WHERE email_verified_at = created_at) FROM users"))
                .containsExactly("2 | 2");
    }

    @Test
    void everyRowHasTheOwnerOfItsObjective() {
        assertThat(database.rows("""
                        SELECT count(*)
                        FROM conversations c
                        JOIN objectives o ON o.id = c.objective_id AND o.user_id = c.user_id""")).containsExactly("2");
        assertThat(database.rows("SELECT count(*) FROM messages m"
                        + " JOIN conversations c ON c.id = m.conversation_id AND c.user_id = m.user_id"))
                .containsExactly("3");
        assertThat(database.rows("SELECT count(*) FROM agent_actions a"
                        + " JOIN conversations c ON c.id = a.conversation_id AND c.user_id = a.user_id"))
                .containsExactly("4");
    }

    @Test
    void theCountersEqualAFreshCount() {
        assertThat(database.rows(FreshCount.DIFFERENCES)).isEmpty();
        assertThat(database.rows("""
                        SELECT email, pending_high, pending_medium, pending_low,
                            waiting_on_you, waiting_on_others, handled, scheduled, muted,
                            resolved_on, resolved_that_day, autonomous_that_day
                        FROM user_counters
                        JOIN users ON users.id = user_id
                        ORDER BY email"""))
                .containsExactly(
                        "ada@example.com | 1 | 0 | 0 | 1 | 0 | 1 | 0 | 0 | 2026-03-09 | 1 | 0",
                        "bo@example.com | 0 | 1 | 0 | 0 | 0 | 0 | 0 | 1 | null | 0 | 0");
    }

    @Test
    void theSchemaIsThatOfADatabaseMadeHereButForTheNamesOfKeys() {
        assertThat(Catalog.of(database).withoutNamesOfKeys())
                .isEqualTo(Catalog.of(Database.migrated()).withoutNamesOfKeys());
    }

    @Test
    void itComesBackToTheFirstRevisionWithEveryRow() {
        var back = asAlembicLeavesIt();
        back.baseline("001");
        back.migrateTo("latest");
        back.undoTo("001");
        var first = Database.empty();
        first.migrateTo("001");
        assertThat(Catalog.of(back).withoutNamesOfKeys())
                .isEqualTo(Catalog.of(first).withoutNamesOfKeys());
        assertThat(back.rows("SELECT id, created_at FROM users ORDER BY id"))
                .containsExactly(
                        "00000000-0000-4000-8000-0000000000a1 | 2026-03-08 02:30:00.123456",
                        "00000000-0000-4000-8000-0000000000b1 | 2026-11-01 01:30:00");
    }

    @Test
    void anIndexThatAnInterruptedBuildLeftInvalidIsMended() {
        var leftover = asAlembicLeavesIt();
        leftover.execute("CREATE INDEX ix_magic_links_user_id ON magic_links (user_id)");
        leftover.execute(
                "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'ix_magic_links_user_id'::regclass");
        leftover.baseline("001");
        leftover.migrateTo("latest");
        assertThat(leftover.rows("SELECT count(*) FROM pg_index WHERE NOT indisvalid"))
                .containsExactly("0");
    }
}
