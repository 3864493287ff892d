-- Reads the table while others write to it.
ALTER TABLE conversations
    VALIDATE CONSTRAINT fk_conversations_user_id,
    VALIDATE CONSTRAINT ck_conversations_user_id;
