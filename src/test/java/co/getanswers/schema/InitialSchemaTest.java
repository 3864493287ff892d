package co.getanswers.schema;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The first revision against the table that the documents give of it. */
class InitialSchemaTest {
    private static Database database;

    @BeforeAll
    static void migrate() {
        database = Database.empty();
        database.migrateTo("001");
    }

    @Test
    void theColumnsAreThoseOfTheServiceBefore() {
        var tables = database.rows("""
                        SELECT c.relname, a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
                            || CASE WHEN a.attnotnull THEN '' ELSE ' null' END
                            || CASE WHEN a.atthasdef THEN ' default' ELSE '' END
                        FROM pg_class c
                        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
                        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
                          AND c.relname <> 'flyway_schema_history'
                        ORDER BY c.relname, a.attnum""").stream()
                .map(row -> Catalog.inShort(row).split(" \\| "))
                .collect(groupingBy(row -> row[0], TreeMap::new, mapping(row -> row[1], joining(" · "))));

        var lines = tables.entrySet().stream()
                .map(table -> table.getKey() + " | " + table.getValue())
                .collect(joining("\n"));
        assertThat(lines).isEqualTo("""
                agent_actions | id uuid · conversation_id uuid · action_type vc(50) · proposed_content text · \
                confidence_score double precision · risk_level vc(20) · priority_score integer · status vc(20) · \
                user_edit text null · override_reason text null · escalation_note text null · created_at ts · \
                resolved_at ts null · approved_at ts null
                conversations | id uuid · objective_id uuid · gmail_thread_id vc(255) · participants json · \
                created_at ts · updated_at ts
                magic_links | id uuid · user_id uuid null · email vc(255) · token vc(255) · expires_at ts · \
                used_at ts null · created_at ts
                messages | id uuid · conversation_id uuid · gmail_message_id vc(255) · sender_email vc(255) · \
                sender_name vc(255) · subject vc(512) · body_text text · body_html text · direction vc(20) · \
                sent_at ts · created_at ts
                objectives | id uuid · user_id uuid · title vc(512) · status vc(50) · created_at ts · updated_at ts
                policies | id uuid · user_id uuid · name vc(255) · description text · rules json · \
                is_active boolean · created_at ts · updated_at ts
                users | id uuid · email vc(255) · password_hash vc(255) null · name vc(255) · \
                avatar_url vc(512) null · autonomy_level vc(20) · gmail_credentials json null · created_at ts · \
                updated_at ts""");
    }

    @Test
    void theKeysAreThoseOfTheServiceBefore() {
        assertThat(database.rows("""
                        SELECT conrelid::regclass, pg_get_constraintdef(oid) FROM pg_constraint
                        WHERE connamespace = 'public'::regnamespace AND contype IN ('p', 'f', 'u', 'c')
                          AND conrelid <> 'flyway_schema_history'::regclass
                        ORDER BY conrelid::regclass::text, contype DESC, 2"""))
                .containsExactly(
                        "agent_actions | PRIMARY KEY (id)",
                        "agent_actions | FOREIGN KEY (conversation_id) REFERENCES conversations(id) ON DELETE CASCADE",
                        "conversations | PRIMARY KEY (id)",
                        "conversations | FOREIGN KEY (objective_id) REFERENCES objectives(id) ON DELETE CASCADE",
                        "magic_links | PRIMARY KEY (id)",
                        "magic_links | FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE",
                        "messages | PRIMARY KEY (id)",
                        "messages | FOREIGN KEY (conversation_id) REFERENCES conversations(id) ON DELETE CASCADE",
                        "objectives | PRIMARY KEY (id)",
                        "objectives | FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE",
                        "policies | PRIMARY KEY (id)",
                        "policies | FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE",
                        "users | PRIMARY KEY (id)");
    }

    @Test
    void theIndexesAreThoseOfTheServiceBefore() {
        assertThat(database.rows("""
                        SELECT CASE WHEN indisunique THEN 'unique ' ELSE '' END || indexrelid::regclass
                        FROM pg_index
                        JOIN pg_class ON pg_class.oid = indrelid
                        WHERE relnamespace = 'public'::regnamespace AND relname <> 'flyway_schema_history'
                          AND NOT indisprimary
                        ORDER BY indexrelid::regclass::text"""))
                .containsExactly(
                        "ix_agent_actions_conversation_id",
                        "ix_conversations_gmail_thread_id",
                        "ix_conversations_objective_id",
                        "unique ix_magic_links_token",
                        "ix_magic_links_user_id",
                        "ix_messages_conversation_id",
                        "unique ix_messages_gmail_message_id",
                        "ix_objectives_user_id",
                        "ix_policies_user_id",
                        "unique ix_users_email");
    }
}
