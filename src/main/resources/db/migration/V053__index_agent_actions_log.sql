-- The log of everything proposed; the foreign key user_id too.
-- What a build that was interrupted left behind goes first.
DROP INDEX CONCURRENTLY IF EXISTS ix_agent_actions_log;
CREATE INDEX CONCURRENTLY ix_agent_actions_log
    ON agent_actions (user_id, created_at DESC, id DESC);
