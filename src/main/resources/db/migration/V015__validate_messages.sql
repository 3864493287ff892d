-- Reads the table while others read it and write to it.
ALTER TABLE messages
    VALIDATE CONSTRAINT ck_messages_direction,
    VALIDATE CONSTRAINT ck_messages_user_id;
