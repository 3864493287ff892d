-- Those of which nobody knows what became of them, for whoever counts them.
-- What a build that was interrupted left behind goes first.
DROP INDEX CONCURRENTLY IF EXISTS ix_executions_unknown;
CREATE INDEX CONCURRENTLY ix_executions_unknown
    ON executions (finished_at)
    WHERE status = 'unknown';
