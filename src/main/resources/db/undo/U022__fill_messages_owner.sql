UPDATE messages
SET user_id = NULL
WHERE user_id IS NOT NULL;
