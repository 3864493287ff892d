-- The normalised subject that a conversation was opened with. Conversations of before have none: they are continued by
-- their references alone.
ALTER TABLE conversations
    ADD COLUMN subject_key varchar(512);
