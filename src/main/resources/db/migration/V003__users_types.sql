-- The times are UTC, and the session's zone is what the conversion reads them in.
SET LOCAL TIME ZONE 'UTC';

-- lint:allow rewriting-type: there is one row for each person; json to jsonb takes a moment for those.
ALTER TABLE users
    ALTER COLUMN gmail_credentials TYPE jsonb,
    ALTER COLUMN created_at TYPE timestamptz,
    ALTER COLUMN updated_at TYPE timestamptz;
