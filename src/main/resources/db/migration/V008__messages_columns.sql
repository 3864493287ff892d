-- The stored times are UTC, and ALTER TYPE reads them in the session's time zone. With UTC set, PostgreSQL knows that
-- the stored bytes stay the same and does not rewrite the table.
SET LOCAL TIME ZONE 'UTC';

-- user_id: the owner, null until the fill. PostgreSQL takes the foreign key of a new, empty column for valid unread.
-- message_id, in_reply_to, mail_references: RFC 5322, section 3.6.4. The old service's messages have none of these.
-- NOT VALID: new rows have to satisfy the CHECKs at once, the old ones are read by a later revision without this lock.
ALTER TABLE messages
    ALTER COLUMN sent_at TYPE timestamptz,
    ALTER COLUMN created_at TYPE timestamptz,
    ADD COLUMN user_id uuid
        CONSTRAINT fk_messages_user_id REFERENCES users (id) ON DELETE CASCADE,
    ADD COLUMN message_id varchar(255),
    ADD COLUMN in_reply_to varchar(255),
    ADD COLUMN mail_references text[],
    ADD CONSTRAINT ck_messages_direction
        CHECK (direction IN ('incoming', 'outgoing')) NOT VALID,
    ADD CONSTRAINT ck_messages_user_id
        CHECK (user_id IS NOT NULL) NOT VALID;

-- As for conversations: what the old service writes gets the owner of the objective, which is known before the fill.
CREATE FUNCTION set_messages_user_id() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.user_id := (
        SELECT objectives.user_id
        FROM conversations
        JOIN objectives ON objectives.id = conversations.objective_id
        WHERE conversations.id = NEW.conversation_id);
    RETURN NEW;
END $$;

CREATE TRIGGER set_messages_user_id
    BEFORE INSERT OR UPDATE ON messages
    FOR EACH ROW WHEN (NEW.user_id IS NULL) EXECUTE FUNCTION set_messages_user_id();
