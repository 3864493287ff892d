-- lint:allow undo-loses-data: which message each action answers.
-- lint:allow several-heavy-locks: the foreign key goes too, which locks messages for a moment.
ALTER TABLE agent_actions
    DROP COLUMN message_id;
