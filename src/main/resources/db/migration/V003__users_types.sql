-- json to jsonb rewrites the table, under a lock that keeps readers out. The times are UTC, and the
-- session's zone is what the conversion reads them in.
SET LOCAL TIME ZONE 'UTC';

ALTER TABLE users
    ALTER COLUMN gmail_credentials TYPE jsonb,
    ALTER COLUMN created_at TYPE timestamptz,
    ALTER COLUMN updated_at TYPE timestamptz;
