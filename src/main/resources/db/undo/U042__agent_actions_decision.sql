-- lint:allow undo-loses-data: who decided each action, when it last changed, and the notes with approvals.
ALTER TABLE agent_actions
    DROP CONSTRAINT ck_agent_actions_decided_by,
    DROP COLUMN approval_note,
    DROP COLUMN decided_by,
    DROP COLUMN updated_at;
