-- The tone of greeting and closing of drafts; the default is that of all drafts before. A constant default rewrites no row.
-- lint:allow constraint-not-valid: every value is the default, and the table has one row for each account.
ALTER TABLE users
    ADD COLUMN reply_tone character varying(20) DEFAULT 'neutral' NOT NULL,
    ADD CONSTRAINT ck_users_reply_tone
        CHECK (reply_tone IN ('neutral', 'warm', 'formal', 'brief'));
