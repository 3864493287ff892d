-- True if a trusted server found the sender's address forged: such mail never counts as the sender's. The default is a
-- constant, so the table is not rewritten.
ALTER TABLE messages
    ADD COLUMN sender_forged boolean NOT NULL DEFAULT false;
