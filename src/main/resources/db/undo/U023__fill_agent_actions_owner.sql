UPDATE agent_actions
SET user_id = NULL
WHERE user_id IS NOT NULL;
