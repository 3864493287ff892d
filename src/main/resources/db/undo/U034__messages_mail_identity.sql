-- lint:allow undo-loses-data: the Message-IDs and references of all mail.
ALTER TABLE messages
    DROP COLUMN message_id,
    DROP COLUMN in_reply_to,
    DROP COLUMN mail_references;
