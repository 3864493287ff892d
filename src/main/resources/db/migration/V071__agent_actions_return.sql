-- Where the objective stood before the decision, for whoever withdraws it; and why a decision came back to review.
ALTER TABLE agent_actions
    ADD COLUMN objective_before varchar(50),
    ADD COLUMN returned_reason text,
    ADD CONSTRAINT ck_agent_actions_objective_before
        CHECK (objective_before IN ('waiting_on_you', 'waiting_on_others', 'handled', 'scheduled', 'muted')) NOT VALID;
