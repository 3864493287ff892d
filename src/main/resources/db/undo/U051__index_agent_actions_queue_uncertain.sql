DROP INDEX CONCURRENTLY IF EXISTS ix_agent_actions_queue_uncertain;
