-- Loses nothing: the owner is still known by way of the parent.
ALTER TABLE agent_actions
    DROP COLUMN user_id;
