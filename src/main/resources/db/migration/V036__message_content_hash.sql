-- Tells the same mail from another with its Message-ID. Messages that were stored until now have no hash: they are compared
-- by sender, date and text.
ALTER TABLE messages
    ADD COLUMN content_hash varchar(64);
