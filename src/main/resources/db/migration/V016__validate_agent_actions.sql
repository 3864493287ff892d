-- Reads the table while others read it and write to it.
ALTER TABLE agent_actions
    VALIDATE CONSTRAINT ck_agent_actions_user_id,
    VALIDATE CONSTRAINT ck_agent_actions_action_type,
    VALIDATE CONSTRAINT ck_agent_actions_risk_level,
    VALIDATE CONSTRAINT ck_agent_actions_status,
    VALIDATE CONSTRAINT ck_agent_actions_confidence_score,
    VALIDATE CONSTRAINT ck_agent_actions_priority_score,
    VALIDATE CONSTRAINT ck_agent_actions_category,
    VALIDATE CONSTRAINT ck_agent_actions_decided_by,
    VALIDATE CONSTRAINT ck_agent_actions_objective_before,
    VALIDATE CONSTRAINT ck_agent_actions_action_type_before;
