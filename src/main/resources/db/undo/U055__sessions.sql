-- Loses the sessions: everybody has to sign in again.
DROP TABLE sessions;
