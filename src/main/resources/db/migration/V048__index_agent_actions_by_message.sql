-- For the foreign key: deleting a message finds its actions.
-- What a build that was interrupted left behind goes first.
DROP INDEX CONCURRENTLY IF EXISTS ix_agent_actions_message_id;
CREATE INDEX CONCURRENTLY ix_agent_actions_message_id
    ON agent_actions (message_id);
