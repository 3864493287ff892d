-- Loses nothing: the owner is still known by way of the parent.
ALTER TABLE conversations
    DROP COLUMN user_id;
