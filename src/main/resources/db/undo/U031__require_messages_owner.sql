-- Reads the table under this lock, to have the CHECK validated as it was.
ALTER TABLE messages
    ALTER COLUMN user_id DROP NOT NULL,
    ADD CONSTRAINT ck_messages_user_id
        CHECK (user_id IS NOT NULL);
