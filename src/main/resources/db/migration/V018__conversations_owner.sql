-- Null until it is filled; required once it is.
ALTER TABLE conversations
    ADD COLUMN user_id uuid,
    ADD CONSTRAINT fk_conversations_user_id
        FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE NOT VALID;
