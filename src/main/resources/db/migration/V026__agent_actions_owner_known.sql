-- A validated CHECK is what later lets SET NOT NULL go without reading the table.
ALTER TABLE agent_actions
    ADD CONSTRAINT ck_agent_actions_user_id
        CHECK (user_id IS NOT NULL) NOT VALID;
