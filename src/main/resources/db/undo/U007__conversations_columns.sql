-- jsonb has not kept spacing, the order of keys and repeated keys; they stay lost, as do the escapes that the revision
-- replaced.
SET LOCAL TIME ZONE 'UTC';

DROP TRIGGER set_conversations_user_id ON conversations;
DROP FUNCTION set_conversations_user_id();

-- lint:allow undo-loses-data: which conversations had no Gmail id: they get their own id in its place.
-- lint:allow unbounded-update: the next statement rewrites the table under the same lock anyway.
UPDATE conversations
SET gmail_thread_id = id::text
WHERE gmail_thread_id IS NULL;

-- lint:allow undo-loses-data: the normalised subjects. The owner is still known by way of the objective.
-- lint:allow several-heavy-locks: the foreign key goes with its column, which locks users for a moment.
-- lint:allow set-not-null: tested while the table is rewritten, so it costs no second reading.
-- lint:allow rewriting-type: jsonb to json always rewrites; conversations are few beside messages, and short.
ALTER TABLE conversations
    DROP COLUMN user_id,
    DROP COLUMN subject_key,
    ALTER COLUMN gmail_thread_id SET NOT NULL,
    ALTER COLUMN participants TYPE json,
    ALTER COLUMN created_at TYPE timestamp,
    ALTER COLUMN updated_at TYPE timestamp;
