-- A constraint can't be made unread again, only made anew.
-- lint:allow several-heavy-locks: a foreign key goes only under a lock on users too, which lasts a moment.
ALTER TABLE agent_actions
    DROP CONSTRAINT fk_agent_actions_user_id,
    DROP CONSTRAINT ck_agent_actions_user_id,
    ADD CONSTRAINT fk_agent_actions_user_id
        FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE NOT VALID,
    ADD CONSTRAINT ck_agent_actions_user_id
        CHECK (user_id IS NOT NULL) NOT VALID;
