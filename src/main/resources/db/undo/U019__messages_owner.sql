-- Loses nothing: the owner is still known by way of the parent.
ALTER TABLE messages
    DROP COLUMN user_id;
