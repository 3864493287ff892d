DROP INDEX CONCURRENTLY IF EXISTS ix_objectives_user_id_status;
DROP INDEX CONCURRENTLY IF EXISTS ix_agent_actions_drafts;
