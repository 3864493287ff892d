-- A constraint can't be made unread again, only made anew.
-- lint:allow several-heavy-locks: a foreign key goes only under a lock on messages too, which lasts a moment.
ALTER TABLE agent_actions
    DROP CONSTRAINT fk_agent_actions_message_id,
    DROP CONSTRAINT ck_agent_actions_category,
    DROP CONSTRAINT ck_agent_actions_decided_by,
    ADD CONSTRAINT fk_agent_actions_message_id
        FOREIGN KEY (message_id) REFERENCES messages (id) ON DELETE CASCADE NOT VALID,
    ADD CONSTRAINT ck_agent_actions_category
        CHECK (category IN ('finance', 'client', 'hr', 'legal', 'internal', 'partner')) NOT VALID,
    ADD CONSTRAINT ck_agent_actions_decided_by
        CHECK (decided_by IN ('person', 'agent')) NOT VALID;
