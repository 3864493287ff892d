-- The time at which a scheduled matter comes back; null where the message names no day.
ALTER TABLE agent_actions
    ADD COLUMN due_at timestamp with time zone;
