-- The queue, in its order. The id descends like the rest, so that one row comparison resumes a page.
-- What a build that was interrupted left behind goes first.
DROP INDEX CONCURRENTLY IF EXISTS ix_agent_actions_queue;
CREATE INDEX CONCURRENTLY ix_agent_actions_queue
    ON agent_actions (user_id, priority_score DESC, created_at DESC, id DESC)
    WHERE status = 'pending';
