-- Reads the table while others write to it.
ALTER TABLE agent_actions
    VALIDATE CONSTRAINT ck_agent_actions_action_type_before;
