-- The validated CHECK proves that no owner is missing, so the table is not read under this lock. It is dropped in a
-- statement of its own: within one, PostgreSQL would drop it first.
ALTER TABLE conversations
    ALTER COLUMN user_id SET NOT NULL;

ALTER TABLE conversations
    DROP CONSTRAINT ck_conversations_user_id;

-- From here on the old service can't add conversations.
DROP TRIGGER set_conversations_user_id ON conversations;
DROP FUNCTION set_conversations_user_id();
