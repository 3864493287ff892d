-- Each DROP removes what an interrupted build of the index after it left behind.

-- The latest incoming message of a conversation, which its card shows.
DROP INDEX CONCURRENTLY IF EXISTS ix_messages_latest_incoming;
CREATE INDEX CONCURRENTLY ix_messages_latest_incoming
    ON messages (conversation_id, sent_at DESC)
    WHERE direction = 'incoming';

-- Whether the owner has written in a conversation, however long that is.
DROP INDEX CONCURRENTLY IF EXISTS ix_messages_outgoing;
CREATE INDEX CONCURRENTLY ix_messages_outgoing
    ON messages (conversation_id)
    WHERE direction = 'outgoing';

-- The newest messages of a conversation, however long that is.
DROP INDEX CONCURRENTLY IF EXISTS ix_messages_conversation_id_sent_at;
CREATE INDEX CONCURRENTLY ix_messages_conversation_id_sent_at
    ON messages (conversation_id, sent_at DESC, id DESC);

-- A message once for each user: two users may have the same mail.
DROP INDEX CONCURRENTLY IF EXISTS ix_messages_user_id_message_id;
CREATE UNIQUE INDEX CONCURRENTLY ix_messages_user_id_message_id
    ON messages (user_id, message_id);

DROP INDEX CONCURRENTLY IF EXISTS ix_messages_user_id_gmail_message_id;
CREATE UNIQUE INDEX CONCURRENTLY ix_messages_user_id_gmail_message_id
    ON messages (user_id, gmail_message_id);

-- Whether a user has had mail from a sender before. After the other indexes that begin with the user: while a new user is
-- not in the statistics, all of them seem to cost the same, and PostgreSQL takes the newest.
DROP INDEX CONCURRENTLY IF EXISTS ix_messages_user_id_sender_email;
CREATE INDEX CONCURRENTLY ix_messages_user_id_sender_email
    ON messages (user_id, sender_email);

-- The old service's unique index, which allows a message to one user only. Last, so that an interrupted run keeps it.
DROP INDEX CONCURRENTLY IF EXISTS ix_messages_gmail_message_id;
