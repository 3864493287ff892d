-- A constraint can't be made unread again, only made anew.
-- lint:allow several-heavy-locks: a foreign key goes only under a lock on users too, which lasts a moment.
ALTER TABLE messages
    DROP CONSTRAINT fk_messages_user_id,
    DROP CONSTRAINT ck_messages_user_id,
    ADD CONSTRAINT fk_messages_user_id
        FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE NOT VALID,
    ADD CONSTRAINT ck_messages_user_id
        CHECK (user_id IS NOT NULL) NOT VALID;
