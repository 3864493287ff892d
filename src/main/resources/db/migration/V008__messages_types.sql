-- The times are UTC, and the session's zone is what the conversion reads them in. With UTC as the zone
-- PostgreSQL knows that the stored values stay as they are, and does not rewrite the table.
SET LOCAL TIME ZONE 'UTC';

ALTER TABLE messages
    ALTER COLUMN sent_at TYPE timestamptz,
    ALTER COLUMN created_at TYPE timestamptz;
