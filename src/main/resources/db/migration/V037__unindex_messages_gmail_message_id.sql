-- It let one person only hold a message.
DROP INDEX CONCURRENTLY IF EXISTS ix_messages_gmail_message_id;
