UPDATE agent_actions
SET user_id = conversations.user_id
FROM conversations
WHERE conversations.id = agent_actions.conversation_id
  AND agent_actions.user_id IS NULL;
