ALTER TABLE agent_actions
    DROP CONSTRAINT ck_agent_actions_action_type,
    DROP CONSTRAINT ck_agent_actions_risk_level,
    DROP CONSTRAINT ck_agent_actions_status,
    DROP CONSTRAINT ck_agent_actions_confidence_score,
    DROP CONSTRAINT ck_agent_actions_priority_score;
