-- The queue of what the agent is unsure of; 0.6 is where a card is shown as uncertain.
-- What a build that was interrupted left behind goes first.
DROP INDEX CONCURRENTLY IF EXISTS ix_agent_actions_queue_uncertain;
CREATE INDEX CONCURRENTLY ix_agent_actions_queue_uncertain
    ON agent_actions (user_id, priority_score DESC, created_at DESC, id DESC)
    WHERE status = 'pending' AND confidence_score < 0.6;
