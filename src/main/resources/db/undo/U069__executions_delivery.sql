-- lint:allow undo-loses-data: why attempts failed, and the ids that providers gave.
ALTER TABLE executions
    DROP COLUMN last_error,
    DROP COLUMN provider_id;
