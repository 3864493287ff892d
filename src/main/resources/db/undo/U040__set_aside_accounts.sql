-- lint:allow undo-loses-data: which accounts were set aside for whom; nobody can sign in to them any more.
-- lint:allow several-heavy-locks: the foreign keys go too, which lock users for a moment.
DROP TABLE set_aside_accounts;
