-- A revision of its own for each table: it locks the rows that it changes until it ends, and no table.
UPDATE agent_actions
SET user_id = conversations.user_id
FROM conversations
WHERE conversations.id = agent_actions.conversation_id
  AND agent_actions.user_id IS NULL;
