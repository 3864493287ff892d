-- NOT VALID: new rows are held to it at once, the old ones are read by a later revision, without this lock.
ALTER TABLE agent_actions
    ADD CONSTRAINT ck_agent_actions_action_type
        CHECK (action_type IN ('draft', 'send', 'file', 'schedule', 'triage')) NOT VALID,
    ADD CONSTRAINT ck_agent_actions_risk_level
        CHECK (risk_level IN ('high', 'medium', 'low')) NOT VALID,
    ADD CONSTRAINT ck_agent_actions_status
        CHECK (status IN ('pending', 'approved', 'rejected', 'edited')) NOT VALID,
    ADD CONSTRAINT ck_agent_actions_confidence_score
        CHECK (confidence_score BETWEEN 0 AND 1) NOT VALID,
    ADD CONSTRAINT ck_agent_actions_priority_score
        CHECK (priority_score BETWEEN 0 AND 100) NOT VALID;
