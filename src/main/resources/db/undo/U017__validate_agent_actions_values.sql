-- A constraint can't be made unread again, only made anew.
ALTER TABLE agent_actions
    DROP CONSTRAINT ck_agent_actions_action_type,
    ADD CONSTRAINT ck_agent_actions_action_type
        CHECK (action_type IN ('draft', 'send', 'file', 'schedule', 'triage')) NOT VALID,
    DROP CONSTRAINT ck_agent_actions_risk_level,
    ADD CONSTRAINT ck_agent_actions_risk_level
        CHECK (risk_level IN ('high', 'medium', 'low')) NOT VALID,
    DROP CONSTRAINT ck_agent_actions_status,
    ADD CONSTRAINT ck_agent_actions_status
        CHECK (status IN ('pending', 'approved', 'rejected', 'edited')) NOT VALID,
    DROP CONSTRAINT ck_agent_actions_confidence_score,
    ADD CONSTRAINT ck_agent_actions_confidence_score
        CHECK (confidence_score BETWEEN 0 AND 1) NOT VALID,
    DROP CONSTRAINT ck_agent_actions_priority_score,
    ADD CONSTRAINT ck_agent_actions_priority_score
        CHECK (priority_score BETWEEN 0 AND 100) NOT VALID;
