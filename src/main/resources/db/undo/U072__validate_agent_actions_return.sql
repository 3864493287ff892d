-- A constraint can't be made unread again, only made anew.
ALTER TABLE agent_actions
    DROP CONSTRAINT ck_agent_actions_objective_before,
    ADD CONSTRAINT ck_agent_actions_objective_before
        CHECK (objective_before IN ('waiting_on_you', 'waiting_on_others', 'handled', 'scheduled', 'muted')) NOT VALID;
