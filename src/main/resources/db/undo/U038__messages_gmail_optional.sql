-- lint:allow undo-loses-data: the Gmail id of a message that several people hold, for all of them but one, and which
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
ALTER TABLE messages
    ALTER COLUMN gmail_message_id SET NOT NULL;
