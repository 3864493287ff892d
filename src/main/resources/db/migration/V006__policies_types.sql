-- json to jsonb rewrites the table, under a lock that keeps readers out. The times are UTC, and the
-- session's zone is what the conversion reads them in.
SET LOCAL TIME ZONE 'UTC';

ALTER TABLE policies
    ALTER COLUMN rules TYPE jsonb,
    ALTER COLUMN created_at TYPE timestamptz,
    ALTER COLUMN updated_at TYPE timestamptz;
