-- For mail that did not come from Gmail.
ALTER TABLE conversations
    ALTER COLUMN gmail_thread_id DROP NOT NULL;
