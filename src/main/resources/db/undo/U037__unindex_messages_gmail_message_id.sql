-- By now each id is of one message: the undo of the next revision sees to that.
DROP INDEX CONCURRENTLY IF EXISTS ix_messages_gmail_message_id;
CREATE UNIQUE INDEX CONCURRENTLY ix_messages_gmail_message_id
    ON messages (gmail_message_id);
