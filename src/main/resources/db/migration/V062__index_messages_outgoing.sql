-- Tells whether the owner has written in a conversation, however long that is.
-- What a build that was interrupted left behind goes first.
DROP INDEX CONCURRENTLY IF EXISTS ix_messages_outgoing;
CREATE INDEX CONCURRENTLY ix_messages_outgoing
    ON messages (conversation_id)
    WHERE direction = 'outgoing';
