ALTER TABLE messages
    DROP CONSTRAINT ck_messages_user_id;
