-- The message that an action answers; null for actions of before.
ALTER TABLE agent_actions
    ADD COLUMN message_id uuid,
    ADD CONSTRAINT fk_agent_actions_message_id
        FOREIGN KEY (message_id) REFERENCES messages (id) ON DELETE CASCADE NOT VALID;
