-- lint:allow undo-loses-data: drafts stay in the mailboxes at Gmail, and nothing removes them there any more.
ALTER TABLE mail_drafts
    DROP COLUMN gmail_id,
    DROP COLUMN gmail_message_id;
