-- Null until it is filled; required once it is.
ALTER TABLE agent_actions
    ADD COLUMN user_id uuid,
    ADD CONSTRAINT fk_agent_actions_user_id
        FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE NOT VALID;
