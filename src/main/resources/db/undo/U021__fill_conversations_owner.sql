-- lint:allow undo-loses-data: the owner is still known by way of the parent.
UPDATE conversations
SET user_id = NULL
WHERE user_id IS NOT NULL;
