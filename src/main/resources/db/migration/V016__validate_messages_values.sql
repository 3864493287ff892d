-- Reads the table while others write to it.
ALTER TABLE messages
    VALIDATE CONSTRAINT ck_messages_direction;
