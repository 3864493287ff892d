-- Reads the table under this lock, to have the CHECK validated as it was.
ALTER TABLE agent_actions
    ALTER COLUMN user_id DROP NOT NULL,
    ADD CONSTRAINT ck_agent_actions_user_id
        CHECK (user_id IS NOT NULL);
