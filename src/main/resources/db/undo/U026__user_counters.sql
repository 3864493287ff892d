-- lint:allow undo-loses-data: nothing that can't be counted again.
-- lint:allow several-heavy-locks: the foreign key goes too, which locks users for a moment.
DROP TABLE user_counters;
