-- Each person's own: two people may hold the same mail.
-- What a build that was interrupted left behind goes first.
DROP INDEX CONCURRENTLY IF EXISTS ix_messages_user_id_message_id;
CREATE UNIQUE INDEX CONCURRENTLY ix_messages_user_id_message_id
    ON messages (user_id, message_id);
