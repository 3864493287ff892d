-- Each DROP removes what an interrupted build of the index after it left behind.

-- For the foreign key: deleting a message finds its actions.
DROP INDEX CONCURRENTLY IF EXISTS ix_agent_actions_message_id;
CREATE INDEX CONCURRENTLY ix_agent_actions_message_id
    ON agent_actions (message_id);

-- The review queue, in its order. The id descends like the rest, so that one row comparison resumes a page.
DROP INDEX CONCURRENTLY IF EXISTS ix_agent_actions_queue;
CREATE INDEX CONCURRENTLY ix_agent_actions_queue
    ON agent_actions (user_id, priority_score DESC, created_at DESC, id DESC)
    WHERE status = 'pending';

-- The queue of one risk level.
DROP INDEX CONCURRENTLY IF EXISTS ix_agent_actions_queue_by_risk;
CREATE INDEX CONCURRENTLY ix_agent_actions_queue_by_risk
    ON agent_actions (user_id, risk_level, priority_score DESC, created_at DESC, id DESC)
    WHERE status = 'pending';

-- The queue of what the agent is unsure of: below a confidence of 0.6 a card is shown as uncertain.
DROP INDEX CONCURRENTLY IF EXISTS ix_agent_actions_queue_uncertain;
CREATE INDEX CONCURRENTLY ix_agent_actions_queue_uncertain
    ON agent_actions (user_id, priority_score DESC, created_at DESC, id DESC)
    WHERE status = 'pending' AND confidence_score < 0.6;

-- The decided actions of one status.
DROP INDEX CONCURRENTLY IF EXISTS ix_agent_actions_resolved;
CREATE INDEX CONCURRENTLY ix_agent_actions_resolved
    ON agent_actions (user_id, status, priority_score DESC, created_at DESC, id DESC)
    WHERE status <> 'pending';

-- The log of all actions; also for the foreign key of user_id.
DROP INDEX CONCURRENTLY IF EXISTS ix_agent_actions_log;
CREATE INDEX CONCURRENTLY ix_agent_actions_log
    ON agent_actions (user_id, created_at DESC, id DESC);
