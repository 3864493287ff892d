-- Reads the table while others write to it.
ALTER TABLE agent_actions
    VALIDATE CONSTRAINT ck_agent_actions_action_type,
    VALIDATE CONSTRAINT ck_agent_actions_risk_level,
    VALIDATE CONSTRAINT ck_agent_actions_status,
    VALIDATE CONSTRAINT ck_agent_actions_confidence_score,
    VALIDATE CONSTRAINT ck_agent_actions_priority_score;
