-- The times are UTC, and the session's zone is what the conversion reads them in. With UTC as the zone
-- PostgreSQL knows that the stored values stay as they are, and does not rewrite the table.
SET LOCAL TIME ZONE 'UTC';

ALTER TABLE magic_links
    ALTER COLUMN expires_at TYPE timestamptz,
    ALTER COLUMN used_at TYPE timestamptz,
    ALTER COLUMN created_at TYPE timestamptz;

-- Where the build of 002 was interrupted, IF NOT EXISTS took the invalid index for the real one.
-- lint:allow unread: it builds the index of a table that is locked anyway, and small, and does no more.
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('ix_magic_links_user_id') AND NOT indisvalid) THEN
        REINDEX INDEX ix_magic_links_user_id;
    END IF;
END $$;
