-- PostgreSQL can't mark a valid constraint as not valid: it is dropped and added again, without reading the table.
ALTER TABLE messages
    DROP CONSTRAINT ck_messages_direction,
    ADD CONSTRAINT ck_messages_direction
        CHECK (direction IN ('incoming', 'outgoing')) NOT VALID,
    DROP CONSTRAINT ck_messages_user_id,
    ADD CONSTRAINT ck_messages_user_id
        CHECK (user_id IS NOT NULL) NOT VALID;
