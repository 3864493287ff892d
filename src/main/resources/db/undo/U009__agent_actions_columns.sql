-- With UTC as the session's time zone the stored times stay the same, and the table is not rewritten.
SET LOCAL TIME ZONE 'UTC';

DROP TRIGGER set_agent_actions_user_id ON agent_actions;
DROP FUNCTION set_agent_actions_user_id();

-- The CHECKs of the columns that are dropped go with them.
-- lint:allow undo-loses-data: which message each action answers, what triage found, who decided and when, the notes
-- with approvals, and what a withdrawal needs. The owner is still known by way of the conversation.
-- lint:allow several-heavy-locks: the foreign keys go with their columns, which locks users and messages for a moment.
ALTER TABLE agent_actions
    DROP CONSTRAINT ck_agent_actions_action_type,
    DROP CONSTRAINT ck_agent_actions_risk_level,
    DROP CONSTRAINT ck_agent_actions_status,
    DROP CONSTRAINT ck_agent_actions_confidence_score,
    DROP CONSTRAINT ck_agent_actions_priority_score,
    DROP COLUMN user_id,
    DROP COLUMN message_id,
    DROP COLUMN category,
    DROP COLUMN summary,
    DROP COLUMN rationale,
    DROP COLUMN approval_note,
    DROP COLUMN decided_by,
    DROP COLUMN updated_at,
    DROP COLUMN objective_before,
    DROP COLUMN objective_due_before,
    DROP COLUMN returned_reason,
    DROP COLUMN action_type_before,
    ALTER COLUMN created_at TYPE timestamp,
    ALTER COLUMN resolved_at TYPE timestamp,
    ALTER COLUMN approved_at TYPE timestamp;
