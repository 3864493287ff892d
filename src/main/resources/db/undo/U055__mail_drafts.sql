-- lint:allow undo-loses-data: the drafts stay in their mailboxes, and nothing removes them there any more.
-- lint:allow several-heavy-locks: the foreign keys go too, which locks the tables that they refer to for a moment.
DROP TABLE mail_drafts;

-- lint:allow undo-loses-data: the choice of the mailboxes; their owners choose again.
ALTER TABLE mail_accounts
    DROP COLUMN keeps_drafts;
