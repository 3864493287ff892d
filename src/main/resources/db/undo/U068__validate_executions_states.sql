-- A constraint can't be made unread again, only made anew.
ALTER TABLE executions
    DROP CONSTRAINT ck_executions_status,
    ADD CONSTRAINT ck_executions_status
        CHECK (status IN ('queued', 'sending', 'done', 'failed', 'unknown')) NOT VALID;
