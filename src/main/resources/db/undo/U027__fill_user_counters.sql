-- lint:allow undo-loses-data: nothing that can't be counted again.
DELETE FROM user_counters;
