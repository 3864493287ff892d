-- The message that a card shows: the latest that came in.
-- What a build that was interrupted left behind goes first.
DROP INDEX CONCURRENTLY IF EXISTS ix_messages_latest_incoming;
CREATE INDEX CONCURRENTLY ix_messages_latest_incoming
    ON messages (conversation_id, sent_at DESC)
    WHERE direction = 'incoming';
