UPDATE conversations
SET user_id = objectives.user_id
FROM objectives
WHERE objectives.id = conversations.objective_id
  AND conversations.user_id IS NULL;
