-- Finds the conversations that a new one may share its objective with, the newest first.
-- What a build that was interrupted left behind goes first.
DROP INDEX CONCURRENTLY IF EXISTS ix_conversations_user_id_subject_key;
CREATE INDEX CONCURRENTLY ix_conversations_user_id_subject_key
    ON conversations (user_id, subject_key, id DESC);
