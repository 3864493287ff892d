-- Loses the Gmail id of a message that several people hold, for all of them but one, and which messages had none:
-- they get their own id in its place. SET NOT NULL reads the table under its lock.
UPDATE messages
SET gmail_message_id = id::text
WHERE gmail_message_id IS NULL
   OR EXISTS (
        SELECT FROM messages AS other
        WHERE other.gmail_message_id = messages.gmail_message_id
          AND other.id < messages.id);

ALTER TABLE messages
    ALTER COLUMN gmail_message_id SET NOT NULL;
