-- Reads the table while others write to it.
ALTER TABLE agent_actions
    VALIDATE CONSTRAINT fk_agent_actions_user_id,
    VALIDATE CONSTRAINT ck_agent_actions_user_id;
