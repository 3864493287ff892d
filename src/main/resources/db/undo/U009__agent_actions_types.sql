-- With UTC as the session's zone the stored values stay as they are, and the table is not rewritten.
SET LOCAL TIME ZONE 'UTC';

ALTER TABLE agent_actions
    ALTER COLUMN created_at TYPE timestamp,
    ALTER COLUMN resolved_at TYPE timestamp,
    ALTER COLUMN approved_at TYPE timestamp;
