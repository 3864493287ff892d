-- The time at which the mail of a decided card was deleted with its mailbox: the card stays, as the record of the decision, and
-- must not be taken for one of the old service, which never named a message.
ALTER TABLE agent_actions
    ADD COLUMN mail_deleted_at timestamp with time zone;
