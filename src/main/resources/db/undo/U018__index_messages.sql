-- By now no two messages have the same Gmail id: the undo of the revision that requires the owner sees to that.
DROP INDEX CONCURRENTLY IF EXISTS ix_messages_gmail_message_id;
CREATE UNIQUE INDEX CONCURRENTLY ix_messages_gmail_message_id
    ON messages (gmail_message_id);

DROP INDEX CONCURRENTLY IF EXISTS ix_messages_latest_incoming;
DROP INDEX CONCURRENTLY IF EXISTS ix_messages_outgoing;
DROP INDEX CONCURRENTLY IF EXISTS ix_messages_conversation_id_sent_at;
DROP INDEX CONCURRENTLY IF EXISTS ix_messages_user_id_sender_email;
DROP INDEX CONCURRENTLY IF EXISTS ix_messages_user_id_message_id;
DROP INDEX CONCURRENTLY IF EXISTS ix_messages_user_id_gmail_message_id;
