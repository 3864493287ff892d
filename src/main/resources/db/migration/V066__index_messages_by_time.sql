-- The newest messages of a conversation, however long that is.
-- What a build that was interrupted left behind goes first.
DROP INDEX CONCURRENTLY IF EXISTS ix_messages_conversation_id_sent_at;
CREATE INDEX CONCURRENTLY ix_messages_conversation_id_sent_at
    ON messages (conversation_id, sent_at DESC, id DESC);
