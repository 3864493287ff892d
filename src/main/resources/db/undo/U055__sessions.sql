-- lint:allow undo-loses-data: the sessions: everybody has to sign in again.
-- lint:allow several-heavy-locks: the foreign key goes too, which locks users for a moment.
DROP TABLE sessions;
