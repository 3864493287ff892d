-- Loses which conversations had no Gmail id: they get their own id in its place. SET NOT NULL reads the table under its
-- lock.
UPDATE conversations
SET gmail_thread_id = id::text
WHERE gmail_thread_id IS NULL;

ALTER TABLE conversations
    ALTER COLUMN gmail_thread_id SET NOT NULL;
