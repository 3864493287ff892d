-- The times are UTC, and the session's zone is what the conversion reads them in. With UTC as the zone
-- PostgreSQL knows that the stored values stay as they are, and does not rewrite the table.
SET LOCAL TIME ZONE 'UTC';

ALTER TABLE agent_actions
    ALTER COLUMN created_at TYPE timestamptz,
    ALTER COLUMN resolved_at TYPE timestamptz,
    ALTER COLUMN approved_at TYPE timestamptz;
