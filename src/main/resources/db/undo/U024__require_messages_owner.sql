-- lint:allow undo-loses-data: the Gmail id of a message that several users have, for all of them but one, and which
-- messages had none: they get their own id in its place.
-- lint:allow unbounded-update: the next statement would fail on a message that comes in between two transactions.
UPDATE messages
SET gmail_message_id = messages.id::text
FROM (
    SELECT id, row_number() OVER (PARTITION BY gmail_message_id ORDER BY id) AS place
    FROM messages
) AS held
WHERE held.id = messages.id
  AND (messages.gmail_message_id IS NULL OR held.place > 1);

-- lint:allow set-not-null: a CHECK validated in this transaction would read the table under the same lock.
-- lint:allow constraint-not-valid: the CHECK was valid; it is tested under this lock, in the same reading.
ALTER TABLE messages
    ALTER COLUMN gmail_message_id SET NOT NULL,
    ALTER COLUMN user_id DROP NOT NULL,
    ADD CONSTRAINT ck_messages_user_id
        CHECK (user_id IS NOT NULL);

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
