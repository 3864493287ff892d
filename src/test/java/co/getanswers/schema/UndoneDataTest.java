package co.getanswers.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The effect of the undo scripts on rows that the schema before could not hold. */
class UndoneDataTest {
    private static final UUID ADA = new UUID(0, 1);
    private static final UUID BO = new UUID(0, 2);

    @Test
    void mailThatIsNotGmailsGetsItsOwnIdForGmails() {
        var database = Database.migrated();
        Rows.of(ADA, database);
        database.execute("UPDATE messages SET gmail_message_id = NULL");
        database.undoTo("001");
        assertThat(database.rows("SELECT gmail_message_id FROM messages"))
                .containsExactly(Rows.of(ADA, "message").toString());
        assertThat(database.rows("SELECT gmail_thread_id FROM conversations"))
                .containsExactly(Rows.of(ADA, "conversation").toString());
    }

    @Test
    void ofAMessageThatTwoPeopleHoldOneKeepsGmailsId() {
        var database = Database.migrated();
        Rows.of(ADA, database);
        Rows.of(BO, database);
        database.undoTo("001");
        assertThat(database.rows("SELECT count(*), count(*) FILTER (WHERE gmail_message_id = 'gmail-1'),"
                        + " count(*) FILTER (WHERE gmail_message_id = id::text) FROM messages"))
                .containsExactly("2 | 1 | 1");
    }

    @Test
    void whatALinkHasProvedOutlivesTheUndoOfTheFilling() {
        var database = Database.migrated();
        Rows.of(ADA, database);
        Rows.of(BO, database);
        database.execute("UPDATE users SET email_verified_at = created_at + CASE id WHEN '" + ADA
                + "' THEN interval '1 day' ELSE interval '0' END");
        database.undoTo(OwnRevisions.before(OwnRevisions.named("carry over sign in")));
        assertThat(database.rows("SELECT id FROM users WHERE email_verified_at IS NOT NULL"))
                .containsExactly(ADA.toString());
    }

    @Test
    void aHashedTokenDoesNotBecomeOneThatSignsIn() {
        var database = Database.migrated();
        Rows.of(ADA, database);
        database.undoTo(OwnRevisions.before(OwnRevisions.named("carry over sign in")));
        assertThat(database.rows("SELECT count(*) FROM magic_links WHERE used_at IS NULL"))
                .containsExactly("0");
    }
}
