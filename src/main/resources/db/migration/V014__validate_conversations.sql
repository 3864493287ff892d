-- Reads the table while others read it and write to it.
ALTER TABLE conversations
    VALIDATE CONSTRAINT ck_conversations_user_id;
