-- lint:allow undo-loses-data: what triage found.
ALTER TABLE agent_actions
    DROP CONSTRAINT ck_agent_actions_category,
    DROP COLUMN category,
    DROP COLUMN summary,
    DROP COLUMN rationale;
