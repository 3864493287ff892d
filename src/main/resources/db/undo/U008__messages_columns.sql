-- With UTC as the session's time zone the stored times stay the same, and the table is not rewritten.
SET LOCAL TIME ZONE 'UTC';

DROP TRIGGER set_messages_user_id ON messages;
DROP FUNCTION set_messages_user_id();

-- lint:allow undo-loses-data: the Message-IDs and references of all mail. The owner is still known by way of the
-- conversation.
-- lint:allow several-heavy-locks: the foreign key goes with its column, which locks users for a moment.
ALTER TABLE messages
    DROP CONSTRAINT ck_messages_direction,
    DROP COLUMN user_id,
    DROP COLUMN message_id,
    DROP COLUMN in_reply_to,
    DROP COLUMN mail_references,
    ALTER COLUMN sent_at TYPE timestamp,
    ALTER COLUMN created_at TYPE timestamp;
