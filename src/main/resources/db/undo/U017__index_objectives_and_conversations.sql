DROP INDEX CONCURRENTLY IF EXISTS ix_objectives_user_id_updated_at;
DROP INDEX CONCURRENTLY IF EXISTS ix_objectives_due_at;
DROP INDEX CONCURRENTLY IF EXISTS ix_conversations_user_id_updated_at;
DROP INDEX CONCURRENTLY IF EXISTS ix_conversations_user_id_subject_key;
