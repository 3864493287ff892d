-- What was decided, by what was decided.
-- What a build that was interrupted left behind goes first.
DROP INDEX CONCURRENTLY IF EXISTS ix_agent_actions_resolved;
CREATE INDEX CONCURRENTLY ix_agent_actions_resolved
    ON agent_actions (user_id, status, priority_score DESC, created_at DESC, id DESC)
    WHERE status <> 'pending';
