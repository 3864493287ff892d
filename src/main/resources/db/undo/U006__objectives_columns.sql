-- With UTC as the session's time zone the stored times stay the same, and the table is not rewritten.
SET LOCAL TIME ZONE 'UTC';

-- lint:allow undo-loses-data: when scheduled objectives come back.
ALTER TABLE objectives
    DROP CONSTRAINT ck_objectives_status,
    DROP COLUMN due_at,
    ALTER COLUMN created_at TYPE timestamp,
    ALTER COLUMN updated_at TYPE timestamp;
