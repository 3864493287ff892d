DROP INDEX CONCURRENTLY IF EXISTS ix_agent_actions_message_id;
DROP INDEX CONCURRENTLY IF EXISTS ix_agent_actions_queue;
DROP INDEX CONCURRENTLY IF EXISTS ix_agent_actions_queue_by_risk;
DROP INDEX CONCURRENTLY IF EXISTS ix_agent_actions_queue_uncertain;
DROP INDEX CONCURRENTLY IF EXISTS ix_agent_actions_resolved;
DROP INDEX CONCURRENTLY IF EXISTS ix_agent_actions_log;
