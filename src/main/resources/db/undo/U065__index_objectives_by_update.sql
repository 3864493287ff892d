DROP INDEX CONCURRENTLY IF EXISTS ix_objectives_user_id_updated_at;
