-- The stored times are UTC, and ALTER TYPE reads them in the session's time zone.
SET LOCAL TIME ZONE 'UTC';

-- lint:allow rewriting-type: a user has a handful of policies; json to jsonb takes a moment for those.
ALTER TABLE policies
    ALTER COLUMN rules TYPE jsonb,
    ALTER COLUMN created_at TYPE timestamptz,
    ALTER COLUMN updated_at TYPE timestamptz;
