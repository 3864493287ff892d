-- lint:allow undo-loses-data: the owner is still known by way of the parent.
UPDATE agent_actions
SET user_id = NULL
WHERE user_id IS NOT NULL;
