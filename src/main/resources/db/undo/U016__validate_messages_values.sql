-- A constraint can't be made unread again, only made anew.
ALTER TABLE messages
    DROP CONSTRAINT ck_messages_direction,
    ADD CONSTRAINT ck_messages_direction
        CHECK (direction IN ('incoming', 'outgoing')) NOT VALID;
