-- Whether a person has had mail of a sender before.
-- What a build that was interrupted left behind goes first.
DROP INDEX CONCURRENTLY IF EXISTS ix_messages_user_id_sender_email;
CREATE INDEX CONCURRENTLY ix_messages_user_id_sender_email
    ON messages (user_id, sender_email);
