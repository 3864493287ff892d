-- The times are UTC, and the session's zone is what the conversion reads them in.
SET LOCAL TIME ZONE 'UTC';

-- lint:allow rewriting-type: a person has a handful of policies; json to jsonb takes a moment for those.
ALTER TABLE policies
    ALTER COLUMN rules TYPE jsonb,
    ALTER COLUMN created_at TYPE timestamptz,
    ALTER COLUMN updated_at TYPE timestamptz;
