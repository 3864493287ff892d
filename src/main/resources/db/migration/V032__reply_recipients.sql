-- reply_all: the person chose to reply to all. recipients: those that the person typed; null where the answered message
-- determines them. The default is a constant, so the table is not rewritten.
ALTER TABLE agent_actions
    ADD COLUMN reply_all boolean NOT NULL DEFAULT false,
    ADD COLUMN recipients jsonb;
