-- With UTC as the session's time zone the stored times stay the same, and the table is not rewritten.
SET LOCAL TIME ZONE 'UTC';

ALTER TABLE magic_links
    ALTER COLUMN expires_at TYPE timestamp,
    ALTER COLUMN used_at TYPE timestamp,
    ALTER COLUMN created_at TYPE timestamp;
