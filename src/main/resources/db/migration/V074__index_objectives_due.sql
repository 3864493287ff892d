-- The scheduled objectives, the first due first.
-- What a build that was interrupted left behind goes first.
DROP INDEX CONCURRENTLY IF EXISTS ix_objectives_due_at;
CREATE INDEX CONCURRENTLY ix_objectives_due_at
    ON objectives (due_at)
    WHERE due_at IS NOT NULL;
