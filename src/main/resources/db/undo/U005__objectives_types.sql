-- With UTC as the session's zone the stored values stay as they are, and the table is not rewritten.
SET LOCAL TIME ZONE 'UTC';

ALTER TABLE objectives
    ALTER COLUMN created_at TYPE timestamp,
    ALTER COLUMN updated_at TYPE timestamp;
