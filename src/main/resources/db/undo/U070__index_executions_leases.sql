DROP INDEX CONCURRENTLY IF EXISTS ix_executions_leased_until;
