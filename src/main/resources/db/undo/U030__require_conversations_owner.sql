-- Reads the table under this lock, to have the CHECK validated as it was.
ALTER TABLE conversations
    ALTER COLUMN user_id DROP NOT NULL,
    ADD CONSTRAINT ck_conversations_user_id
        CHECK (user_id IS NOT NULL);
