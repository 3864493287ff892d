DROP INDEX CONCURRENTLY IF EXISTS ix_agent_actions_message_id;
