package co.getanswers.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The old service, which knows no owners, at work while its database is migrated: it writes after each revision. */
class OldServiceTest {
    private static final String REQUIRES_OWNERS = OwnRevisions.named("require conversations owner");
    private static final List<String> MEANWHILE =
            OwnRevisions.ids().subList(0, OwnRevisions.ids().indexOf(REQUIRES_OWNERS));

    /** Fails where the same mail is added twice. */
    private static final String NEW_MAIL = """
            INSERT INTO conversations (id, objective_id, gmail_thread_id, participants, created_at, updated_at)
            SELECT md5('conversation %1$s')::uuid, id, 'thread-%1$s', '[]', localtimestamp, localtimestamp
            FROM objectives WHERE title = 'Lease';
            INSERT INTO messages (id, conversation_id, gmail_message_id, sender_email, sender_name, subject, body_text,
                body_html, direction, sent_at, created_at)
            SELECT md5('message %1$s')::uuid, id, 'gmail-%1$s', 'di@example.org', 'Di', 'Lease', 'Sign.', '', 'incoming',
                localtimestamp, localtimestamp
            FROM conversations WHERE gmail_thread_id = 'thread-%1$s';
            INSERT INTO agent_actions (id, conversation_id, action_type, proposed_content, confidence_score, risk_level,
                priority_score, status, created_at)
            SELECT md5('action %1$s')::uuid, id, 'draft', 'Yes.', 0.5, 'low', 10, 'pending', localtimestamp
            FROM conversations WHERE gmail_thread_id = 'thread-%1$s'""";

    private static final String ROWS_IT_HAS = """
            UPDATE conversations SET updated_at = localtimestamp;
            UPDATE messages SET sender_name = sender_name;
            UPDATE agent_actions SET status = 'approved', resolved_at = localtimestamp WHERE status = 'pending'""";

    private static Database database;

    @BeforeAll
    static void migrateWhileItWrites() {
        database = AdoptionTest.asAlembicLeavesIt();
        database.baseline("001");
        for (var revision : MEANWHILE) {
            database.migrateTo(revision);
            database.execute(NEW_MAIL.formatted(revision));
            database.execute(ROWS_IT_HAS);
        }
        database.migrateTo("latest");
    }

    @Test
    void everyRowItAddedHasTheOwnerOfItsObjective() {
        assertThat(database.rows("""
                        SELECT count(*)
                        FROM objectives o
                        JOIN conversations c ON c.objective_id = o.id AND c.user_id = o.user_id
                        JOIN messages m ON m.conversation_id = c.id AND m.user_id = o.user_id
                        JOIN agent_actions a ON a.conversation_id = c.id AND a.user_id = o.user_id
                        WHERE title = 'Lease' AND gmail_message_id <> 'gmail-b'""")).containsExactly(String.valueOf(MEANWHILE.size()));
    }

    @Test
    void nothingOfWhatHelpedItIsLeft() {
        assertThat(Catalog.of(database).others()).isEmpty();
    }

    @Test
    void onceOwnersAreRequiredItAddsNothing() {
        assertThatThrownBy(() -> database.execute(NEW_MAIL.formatted("late")))
                .hasMessageContaining("null value in column \"user_id\" of relation \"conversations\"");
    }
}
