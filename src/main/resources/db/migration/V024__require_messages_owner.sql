-- The validated CHECK proves that no owner is missing, so the table is not read under this lock. It is dropped in a
-- statement of its own: within one, PostgreSQL would drop it first. The Gmail id becomes optional, for other mail.
ALTER TABLE messages
    ALTER COLUMN user_id SET NOT NULL,
    ALTER COLUMN gmail_message_id DROP NOT NULL;

ALTER TABLE messages
    DROP CONSTRAINT ck_messages_user_id;

-- From here on the old service can't add messages.
DROP TRIGGER set_messages_user_id ON messages;
DROP FUNCTION set_messages_user_id();
