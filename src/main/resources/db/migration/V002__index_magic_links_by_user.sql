-- Only where it is missing: in a database that Alembic made.
-- lint:allow concurrent-leftover: an invalid index, left by a build that was interrupted, counts as present here;
-- 004 mends it.
CREATE INDEX CONCURRENTLY IF NOT EXISTS ix_magic_links_user_id ON magic_links (user_id);
