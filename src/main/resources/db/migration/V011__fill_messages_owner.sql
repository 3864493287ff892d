-- A revision of its own for each table: it locks the rows that it changes until it ends, and no table.
UPDATE messages
SET user_id = conversations.user_id
FROM conversations
WHERE conversations.id = messages.conversation_id
  AND messages.user_id IS NULL;
