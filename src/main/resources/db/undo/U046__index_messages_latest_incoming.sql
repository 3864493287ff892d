DROP INDEX CONCURRENTLY IF EXISTS ix_messages_latest_incoming;
