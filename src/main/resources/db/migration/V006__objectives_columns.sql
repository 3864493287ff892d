-- The stored times are UTC, and ALTER TYPE reads them in the session's time zone. With UTC set, PostgreSQL knows that
-- the stored bytes stay the same and does not rewrite the table.
SET LOCAL TIME ZONE 'UTC';

-- due_at: when a scheduled objective comes back; null for every other, and for those scheduled by the old service.
-- NOT VALID: new rows have to satisfy the CHECK at once, the old ones are read by a later revision without this lock.
ALTER TABLE objectives
    ALTER COLUMN created_at TYPE timestamptz,
    ALTER COLUMN updated_at TYPE timestamptz,
    ADD COLUMN due_at timestamptz,
    ADD CONSTRAINT ck_objectives_status
        CHECK (status IN ('waiting_on_you', 'waiting_on_others', 'handled', 'scheduled', 'muted')) NOT VALID;
