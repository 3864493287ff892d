-- A constraint can't be made unread again, only made anew.
ALTER TABLE agent_actions
    DROP CONSTRAINT ck_agent_actions_action_type_before,
    ADD CONSTRAINT ck_agent_actions_action_type_before
        CHECK (action_type_before IN ('draft', 'send', 'file', 'schedule', 'triage')) NOT VALID;
