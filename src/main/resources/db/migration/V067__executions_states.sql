-- The order of an outbox row's life: queued, sending, then done, failed or unknown. A lease is a time, not a state: only
-- once a mail is on its way can a crash hide what became of it. No row bears 'leased': nothing carried them out before.
ALTER TABLE executions
    DROP CONSTRAINT ck_executions_status,
    ADD CONSTRAINT ck_executions_status
        CHECK (status IN ('queued', 'sending', 'done', 'failed', 'unknown')) NOT VALID;
