-- For mail that did not come from Gmail.
ALTER TABLE messages
    ALTER COLUMN gmail_message_id DROP NOT NULL;
