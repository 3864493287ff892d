-- Each DROP removes what an interrupted build of the index after it left behind.

-- A user's objectives with one status, in their order.
DROP INDEX CONCURRENTLY IF EXISTS ix_objectives_user_id_status;
CREATE INDEX CONCURRENTLY ix_objectives_user_id_status
    ON objectives (user_id, status, updated_at DESC, id DESC);

-- The drafts that the agent keeps ready, in the order of the queue.
DROP INDEX CONCURRENTLY IF EXISTS ix_agent_actions_drafts;
CREATE INDEX CONCURRENTLY ix_agent_actions_drafts
    ON agent_actions (user_id, priority_score DESC, created_at DESC, id DESC)
    WHERE status = 'approved' AND decided_by = 'agent' AND action_type = 'draft';
