-- The validated CHECK proves it: the table is not read under this lock. It is dropped in a statement of its own, for
-- within one PostgreSQL would drop it first.
ALTER TABLE agent_actions
    ALTER COLUMN user_id SET NOT NULL;

ALTER TABLE agent_actions
    DROP CONSTRAINT ck_agent_actions_user_id;
