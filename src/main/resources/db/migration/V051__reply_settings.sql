-- What users choose for their replies; absent values are the service's own behaviour, so the table is not rewritten.
-- lint:allow constraint-not-valid: every value is absent, and the table has one row for each account.
ALTER TABLE users
    ADD COLUMN signature text,
    ADD COLUMN reply_language character varying(20),
    ADD COLUMN undo_seconds integer,
    ADD CONSTRAINT ck_users_reply_language
        CHECK (reply_language IN ('en', 'de', 'fr', 'es', 'it', 'pt', 'nl'));
