-- NOT VALID: new rows are held to it at once, the old ones are read by a later revision, without this lock.
ALTER TABLE messages
    ADD CONSTRAINT ck_messages_direction
        CHECK (direction IN ('incoming', 'outgoing')) NOT VALID;
