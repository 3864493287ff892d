package co.getanswers.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ForeignKeysTest {
    private static Database database;

    @BeforeAll
    static void migrate() {
        database = Database.migrated();
    }

    /** But for a mailbox, which outlives the worker that holds it, and a draft in one, which outlives its card until it is removed. */
    @Test
    void everyForeignKeyCascades() {
        assertThat(database.rows("SELECT conname FROM pg_constraint WHERE contype = 'f' AND confdeltype <> 'c'"))
                .containsExactlyInAnyOrder("fk_mail_accounts_leased_by", "fk_mail_drafts_action_id");
    }

    @Test
    void everyForeignKeyHasAnIndexThatDeletingFindsItsRowsBy() {
        assertThat(database.rows("""
                        SELECT conname FROM pg_constraint
                        WHERE contype = 'f' AND NOT EXISTS (
                            SELECT FROM pg_index
                            WHERE indrelid = conrelid AND indkey[0] = conkey[1] AND indpred IS NULL)""")).isEmpty();
    }

    @Test
    void everyConstraintIsNamedByItsTable() {
        assertThat(database.rows("""
                        SELECT conname FROM pg_constraint
                        WHERE connamespace = 'public'::regnamespace
                          AND contype IN ('p', 'f', 'u', 'c')
                          AND conrelid <> 'flyway_schema_history'::regclass
                          AND NOT starts_with(conname, contype::text || 'k_' || conrelid::regclass)
                          AND NOT starts_with(conname, 'uq_' || conrelid::regclass)""")).isEmpty();
    }
}
