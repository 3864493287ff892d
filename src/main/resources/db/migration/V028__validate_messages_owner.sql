-- Reads the table while others write to it.
ALTER TABLE messages
    VALIDATE CONSTRAINT fk_messages_user_id,
    VALIDATE CONSTRAINT ck_messages_user_id;
