-- The validated CHECK proves it: the table is not read under this lock. It is dropped in a statement of its own, for
-- within one PostgreSQL would drop it first.
ALTER TABLE conversations
    ALTER COLUMN user_id SET NOT NULL;

ALTER TABLE conversations
    DROP CONSTRAINT ck_conversations_user_id;
