-- Reads the table while others write to it.
ALTER TABLE agent_actions
    VALIDATE CONSTRAINT fk_agent_actions_message_id,
    VALIDATE CONSTRAINT ck_agent_actions_category,
    VALIDATE CONSTRAINT ck_agent_actions_decided_by;
