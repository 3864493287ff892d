-- A person's further addresses, in lower case. The default is a constant, so the table is not rewritten.
ALTER TABLE users
    ADD COLUMN addresses text[] NOT NULL DEFAULT '{}';
