-- The proposed type of a card that the person's text made a reply, for a withdrawal.
ALTER TABLE agent_actions
    ADD COLUMN action_type_before varchar(50),
    ADD CONSTRAINT ck_agent_actions_action_type_before
        CHECK (action_type_before IN ('draft', 'send', 'file', 'schedule', 'triage')) NOT VALID;
