-- Drafts of waiting cards at Gmail, which have ids of their own there.
ALTER TABLE mail_drafts
    ADD COLUMN gmail_id character varying(64),
    ADD COLUMN gmail_message_id character varying(64);
