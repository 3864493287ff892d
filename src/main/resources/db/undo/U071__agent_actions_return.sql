-- lint:allow undo-loses-data: where objectives stood before their decisions, and why decisions came back.
ALTER TABLE agent_actions
    DROP CONSTRAINT ck_agent_actions_objective_before,
    DROP COLUMN objective_before,
    DROP COLUMN returned_reason;
