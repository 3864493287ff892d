-- PostgreSQL can't mark a valid constraint as not valid: it is dropped and added again, without reading the table.
ALTER TABLE agent_actions
    DROP CONSTRAINT ck_agent_actions_user_id,
    ADD CONSTRAINT ck_agent_actions_user_id
        CHECK (user_id IS NOT NULL) NOT VALID,
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
        CHECK (priority_score BETWEEN 0 AND 100) NOT VALID,
    DROP CONSTRAINT ck_agent_actions_category,
    ADD CONSTRAINT ck_agent_actions_category
        CHECK (category IN ('finance', 'client', 'hr', 'legal', 'internal', 'partner')) NOT VALID,
    DROP CONSTRAINT ck_agent_actions_decided_by,
    ADD CONSTRAINT ck_agent_actions_decided_by
        CHECK (decided_by IN ('person', 'agent')) NOT VALID,
    DROP CONSTRAINT ck_agent_actions_objective_before,
    ADD CONSTRAINT ck_agent_actions_objective_before
        CHECK (objective_before IN ('waiting_on_you', 'waiting_on_others', 'handled', 'scheduled', 'muted')) NOT VALID,
    DROP CONSTRAINT ck_agent_actions_action_type_before,
    ADD CONSTRAINT ck_agent_actions_action_type_before
        CHECK (action_type_before IN ('draft', 'send', 'file', 'schedule', 'triage')) NOT VALID;
