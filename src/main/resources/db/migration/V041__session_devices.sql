-- What a person recognises a session by: the device as it named itself, and the network it came from; null for sessions from
-- before. used_at is the time of the last renewal, authenticated_at that of the last password in the session.
ALTER TABLE sessions
    ADD COLUMN user_agent character varying(300),
    ADD COLUMN client character varying(64),
    ADD COLUMN used_at timestamp with time zone,
    ADD COLUMN authenticated_at timestamp with time zone;
