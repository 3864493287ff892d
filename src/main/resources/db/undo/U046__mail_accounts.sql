-- lint:allow undo-loses-data: users connect their mailboxes again; the mail that came from them stays.
-- lint:allow several-heavy-locks: only mailboxes use these tables; the foreign key locks users for a moment.
DROP TABLE mail_accounts, mailbox_workers;
