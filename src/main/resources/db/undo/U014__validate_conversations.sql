-- PostgreSQL can't mark a valid constraint as not valid: it is dropped and added again, without reading the table.
ALTER TABLE conversations
    DROP CONSTRAINT ck_conversations_user_id,
    ADD CONSTRAINT ck_conversations_user_id
        CHECK (user_id IS NOT NULL) NOT VALID;
