-- The validated CHECK proves that no owner is missing, so the table is not read under this lock. It is dropped in a
-- statement of its own: within one, PostgreSQL would drop it first.
ALTER TABLE agent_actions
    ALTER COLUMN user_id SET NOT NULL;

ALTER TABLE agent_actions
    DROP CONSTRAINT ck_agent_actions_user_id;

-- From here on the old service can't add actions.
DROP TRIGGER set_agent_actions_user_id ON agent_actions;
DROP FUNCTION set_agent_actions_user_id();
