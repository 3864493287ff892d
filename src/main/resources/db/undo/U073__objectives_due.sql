-- lint:allow undo-loses-data: when scheduled objectives come back.
ALTER TABLE objectives
    DROP COLUMN due_at;
