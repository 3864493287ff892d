-- The stored times are UTC, and ALTER TYPE reads them in the session's time zone. With UTC set, PostgreSQL knows that
-- the stored bytes stay the same and does not rewrite the table.
SET LOCAL TIME ZONE 'UTC';

-- user_id: the owner, null until the fill. PostgreSQL takes the foreign key of a new, empty column for valid unread.
-- message_id: the message that the action answers.
-- category, summary, rationale: what triage found.
-- approval_note, decided_by, updated_at: the note with an approval, who decided, and when the row last changed.
-- objective_before, objective_due_before: the objective's status and due date before the decision, for its withdrawal.
-- returned_reason: why a decision came back to review.
-- action_type_before: the proposed type of a card that the user's text made a reply, for a withdrawal.
-- The old service's actions have none of these but the owner.
-- NOT VALID: new rows have to satisfy the CHECKs at once, the old ones are read by a later revision without this lock.
ALTER TABLE agent_actions
    ALTER COLUMN created_at TYPE timestamptz,
    ALTER COLUMN resolved_at TYPE timestamptz,
    ALTER COLUMN approved_at TYPE timestamptz,
    ADD COLUMN user_id uuid
        CONSTRAINT fk_agent_actions_user_id REFERENCES users (id) ON DELETE CASCADE,
    ADD COLUMN message_id uuid
        CONSTRAINT fk_agent_actions_message_id REFERENCES messages (id) ON DELETE CASCADE,
    ADD COLUMN category varchar(20),
    ADD COLUMN summary text,
    ADD COLUMN rationale jsonb,
    ADD COLUMN approval_note text,
    ADD COLUMN decided_by varchar(20),
    ADD COLUMN updated_at timestamptz,
    ADD COLUMN objective_before varchar(50),
    ADD COLUMN objective_due_before timestamptz,
    ADD COLUMN returned_reason text,
    ADD COLUMN action_type_before varchar(50),
    ADD CONSTRAINT ck_agent_actions_user_id
        CHECK (user_id IS NOT NULL) NOT VALID,
    ADD CONSTRAINT ck_agent_actions_action_type
        CHECK (action_type IN ('draft', 'send', 'file', 'schedule', 'triage')) NOT VALID,
    ADD CONSTRAINT ck_agent_actions_risk_level
        CHECK (risk_level IN ('high', 'medium', 'low')) NOT VALID,
    ADD CONSTRAINT ck_agent_actions_status
        CHECK (status IN ('pending', 'approved', 'rejected', 'edited')) NOT VALID,
    ADD CONSTRAINT ck_agent_actions_confidence_score
        CHECK (confidence_score BETWEEN 0 AND 1) NOT VALID,
    ADD CONSTRAINT ck_agent_actions_priority_score
        CHECK (priority_score BETWEEN 0 AND 100) NOT VALID,
    ADD CONSTRAINT ck_agent_actions_category
        CHECK (category IN ('finance', 'client', 'hr', 'legal', 'internal', 'partner')) NOT VALID,
    ADD CONSTRAINT ck_agent_actions_decided_by
        CHECK (decided_by IN ('person', 'agent')) NOT VALID,
    ADD CONSTRAINT ck_agent_actions_objective_before
        CHECK (objective_before IN ('waiting_on_you', 'waiting_on_others', 'handled', 'scheduled', 'muted')) NOT VALID,
    ADD CONSTRAINT ck_agent_actions_action_type_before
        CHECK (action_type_before IN ('draft', 'send', 'file', 'schedule', 'triage')) NOT VALID;

-- As for conversations: what the old service writes gets the owner of the objective, which is known before the fill.
CREATE FUNCTION set_agent_actions_user_id() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.user_id := (
        SELECT objectives.user_id
        FROM conversations
        JOIN objectives ON objectives.id = conversations.objective_id
        WHERE conversations.id = NEW.conversation_id);
    RETURN NEW;
END $$;

CREATE TRIGGER set_agent_actions_user_id
    BEFORE INSERT OR UPDATE ON agent_actions
    FOR EACH ROW WHEN (NEW.user_id IS NULL) EXECUTE FUNCTION set_agent_actions_user_id();
