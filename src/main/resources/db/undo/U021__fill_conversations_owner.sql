UPDATE conversations
SET user_id = NULL
WHERE user_id IS NOT NULL;
