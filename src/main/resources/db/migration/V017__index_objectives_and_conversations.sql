-- Each DROP removes what an interrupted build of the index after it left behind.

-- A user's list of objectives, in its order.
DROP INDEX CONCURRENTLY IF EXISTS ix_objectives_user_id_updated_at;
CREATE INDEX CONCURRENTLY ix_objectives_user_id_updated_at
    ON objectives (user_id, updated_at DESC, id DESC);

-- The scheduled objectives, the first due first.
DROP INDEX CONCURRENTLY IF EXISTS ix_objectives_due_at;
CREATE INDEX CONCURRENTLY ix_objectives_due_at
    ON objectives (due_at)
    WHERE due_at IS NOT NULL;

-- A user's list of conversations, in its order.
DROP INDEX CONCURRENTLY IF EXISTS ix_conversations_user_id_updated_at;
CREATE INDEX CONCURRENTLY ix_conversations_user_id_updated_at
    ON conversations (user_id, updated_at DESC, id DESC);

-- The conversations whose objective a new one may share, the newest first.
DROP INDEX CONCURRENTLY IF EXISTS ix_conversations_user_id_subject_key;
CREATE INDEX CONCURRENTLY ix_conversations_user_id_subject_key
    ON conversations (user_id, subject_key, id DESC);
