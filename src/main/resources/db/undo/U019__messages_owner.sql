-- lint:allow undo-loses-data: the owner is still known by way of the parent.
-- lint:allow several-heavy-locks: the foreign key goes too, which locks users for a moment.
ALTER TABLE messages
    DROP COLUMN user_id;
