-- The leases that may have gone stale.
-- What a build that was interrupted left behind goes first.
DROP INDEX CONCURRENTLY IF EXISTS ix_executions_leased_until;
CREATE INDEX CONCURRENTLY ix_executions_leased_until
    ON executions (leased_until)
    WHERE leased_until IS NOT NULL;
