-- What triage found; null for actions of before.
ALTER TABLE agent_actions
    ADD COLUMN category varchar(20),
    ADD COLUMN summary text,
    ADD COLUMN rationale jsonb,
    ADD CONSTRAINT ck_agent_actions_category
        CHECK (category IN ('finance', 'client', 'hr', 'legal', 'internal', 'partner')) NOT VALID;
