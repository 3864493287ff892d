ALTER TABLE conversations
    DROP CONSTRAINT ck_conversations_user_id;
