-- lint:allow undo-loses-data: mailboxes at Gmail are disconnected, and their users connect them again; their mail stays.
-- lint:allow several-heavy-locks: the foreign keys go too, which locks users, sessions, messages and actions for a moment.
DROP TABLE gmail_drafts, gmail_messages, gmail_mailboxes, gmail_authorisations;

-- lint:allow undo-loses-data: the older version knows no mailboxes at Gmail; their users connect them again.
-- lint:allow unbounded-update: users have a handful of mailboxes each.
DELETE FROM mail_accounts WHERE provider = 'gmail';

-- lint:allow constraint-not-valid: users have a handful of mailboxes each.
ALTER TABLE mail_accounts
    DROP CONSTRAINT ck_mail_accounts_provider,
    ADD CONSTRAINT ck_mail_accounts_provider CHECK (provider IN ('imap'));
