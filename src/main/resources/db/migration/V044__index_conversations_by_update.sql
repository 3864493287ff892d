-- The order of a person's list of conversations.
-- What a build that was interrupted left behind goes first.
DROP INDEX CONCURRENTLY IF EXISTS ix_conversations_user_id_updated_at;
CREATE INDEX CONCURRENTLY ix_conversations_user_id_updated_at
    ON conversations (user_id, updated_at DESC, id DESC);
