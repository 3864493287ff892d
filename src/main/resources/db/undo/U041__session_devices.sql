-- lint:allow undo-loses-data: only from where people signed in; their sessions stay.
ALTER TABLE sessions
    DROP COLUMN user_agent,
    DROP COLUMN client,
    DROP COLUMN used_at,
    DROP COLUMN authenticated_at;
