-- A validated CHECK is what later lets SET NOT NULL go without reading the table.
ALTER TABLE messages
    ADD CONSTRAINT ck_messages_user_id
        CHECK (user_id IS NOT NULL) NOT VALID;
