-- The validated CHECK proves it: the table is not read under this lock. It is dropped in a statement of its own, for
-- within one PostgreSQL would drop it first.
ALTER TABLE messages
    ALTER COLUMN user_id SET NOT NULL;

ALTER TABLE messages
    DROP CONSTRAINT ck_messages_user_id;
