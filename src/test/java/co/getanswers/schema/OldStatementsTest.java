package co.getanswers.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The statements of the service before, on its own database at the head. */
class OldStatementsTest {
    private static Database database;

    @BeforeAll
    static void migrate() {
        database = Database.empty();
        AlembicDatabase.make("012_add_microsoft_id", database);
        database.baseline("001");
        database.migrateTo("latest");
    }

    @Test
    void signingInByPassword() {
        assertThat(database.rows("SELECT id, email, password_hash, name, avatar_url, autonomy_level, gmail_credentials,"
                        + " is_super_admin, current_organization_id, created_at, updated_at FROM users"
                        + " WHERE email = 'ada@example.com'"))
                .singleElement()
                .asString()
                .contains("$2b$12$hash");
    }

    @Test
    void readingTheQueueAndApproving() {
        var queue = """
                SELECT agent_actions.id FROM agent_actions
                JOIN conversations ON conversations.id = agent_actions.conversation_id
                JOIN objectives ON objectives.id = conversations.objective_id
                WHERE objectives.user_id = '00000000-0000-4000-8000-0000000000a1' AND agent_actions.status = 'pending'
                ORDER BY agent_actions.priority_score DESC, agent_actions.created_at DESC""";
        var pending = database.rows(queue);
        assertThat(pending).hasSize(1);
        database.execute("UPDATE agent_actions SET status = 'approved', resolved_at = localtimestamp,"
                + " approved_at = localtimestamp WHERE id = '" + pending.get(0) + "'");
        assertThat(database.rows(queue)).isEmpty();
    }

    @Test
    void registeringAndDeletingTheAccount() {
        database.execute(
                "INSERT INTO users (id, email, password_hash, name, avatar_url, autonomy_level, gmail_credentials,"
                        + " created_at, updated_at) VALUES ('00000000-0000-4000-8000-0000000000c1', 'cleo@example.com', 'hash', 'Cleo',"
                        + " NULL, 'medium', NULL, localtimestamp, localtimestamp);"
                        + "INSERT INTO objectives (id, user_id, title, status, created_at, updated_at)"
                        + " VALUES (gen_random_uuid(), '00000000-0000-4000-8000-0000000000c1', 'Start', 'waiting_on_you',"
                        + " localtimestamp, localtimestamp)");
        database.execute(OwnRevisions.ALL
                .find(OwnRevisions.named("fill user counters"))
                .orElseThrow()
                .up()
                .sql());
        assertThat(database.rows("SELECT waiting_on_you FROM user_counters"
                        + " WHERE user_id = '00000000-0000-4000-8000-0000000000c1'"))
                .containsExactly("1");
        database.execute("DELETE FROM users WHERE id = '00000000-0000-4000-8000-0000000000c1'");
        assertThat(database.rows("SELECT count(*) FROM objectives WHERE title = 'Start'"))
                .containsExactly("0");
    }

    @Test
    void addingMailAndReadingALinkNoMore() {
        assertThatThrownBy(() ->
                        database.execute("INSERT INTO conversations (id, objective_id, gmail_thread_id, participants,"
                                + " created_at, updated_at) SELECT gen_random_uuid(), id, 'thread-c', '[]', localtimestamp,"
                                + " localtimestamp FROM objectives LIMIT 1"))
                .hasMessageContaining("null value in column \"user_id\"");
        assertThat(database.rows("SELECT id FROM magic_links WHERE token = 'token-of-new'"))
                .isEmpty();
    }
}
