-- The queue of one risk.
-- What a build that was interrupted left behind goes first.
DROP INDEX CONCURRENTLY IF EXISTS ix_agent_actions_queue_by_risk;
CREATE INDEX CONCURRENTLY ix_agent_actions_queue_by_risk
    ON agent_actions (user_id, risk_level, priority_score DESC, created_at DESC, id DESC)
    WHERE status = 'pending';
