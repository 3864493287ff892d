-- The stored times are UTC, and ALTER TYPE reads them in the session's time zone. With UTC set, PostgreSQL knows that
-- the stored bytes stay the same and does not rewrite the table.
SET LOCAL TIME ZONE 'UTC';

ALTER TABLE magic_links
    ALTER COLUMN expires_at TYPE timestamptz,
    ALTER COLUMN used_at TYPE timestamptz,
    ALTER COLUMN created_at TYPE timestamptz;
