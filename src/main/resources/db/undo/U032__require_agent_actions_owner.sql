-- lint:allow constraint-not-valid: the CHECK has to be validated, as it was; the table is read under this lock.
ALTER TABLE agent_actions
    ALTER COLUMN user_id DROP NOT NULL,
    ADD CONSTRAINT ck_agent_actions_user_id
        CHECK (user_id IS NOT NULL);
