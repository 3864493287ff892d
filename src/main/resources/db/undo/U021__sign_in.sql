-- lint:allow undo-loses-data: the sessions, so that everybody has to sign in again; the attempts, so that rate limits
-- start anew.
-- lint:allow several-heavy-locks: only sign-in uses these tables; the foreign key locks users for a moment.
DROP TABLE sign_in_attempts, refresh_tokens, sessions;
