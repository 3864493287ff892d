UPDATE messages
SET user_id = conversations.user_id
FROM conversations
WHERE conversations.id = messages.conversation_id
  AND messages.user_id IS NULL;
