-- Loses which message each action answers.
ALTER TABLE agent_actions
    DROP COLUMN message_id;
