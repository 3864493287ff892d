DROP INDEX CONCURRENTLY IF EXISTS ix_messages_user_id_message_id;
