-- To, Cc, Reply-To, Mail-Followup-To and List-Post, for whoever answers the message. The old service's messages, and those
-- stored until now, have none: a reply to them goes to the sender.
ALTER TABLE messages
    ADD COLUMN mail_addresses jsonb;
