-- A validated CHECK is what later lets SET NOT NULL go without reading the table.
ALTER TABLE conversations
    ADD CONSTRAINT ck_conversations_user_id
        CHECK (user_id IS NOT NULL) NOT VALID;
