-- Who decided, and the note with an approval; null for actions of before.
ALTER TABLE agent_actions
    ADD COLUMN approval_note text,
    ADD COLUMN decided_by varchar(20),
    ADD COLUMN updated_at timestamptz,
    ADD CONSTRAINT ck_agent_actions_decided_by
        CHECK (decided_by IN ('person', 'agent')) NOT VALID;
