-- A revision of its own for each table: it locks the rows that it changes until it ends, and no table.
UPDATE conversations
SET user_id = objectives.user_id
FROM objectives
WHERE objectives.id = conversations.objective_id
  AND conversations.user_id IS NULL;
