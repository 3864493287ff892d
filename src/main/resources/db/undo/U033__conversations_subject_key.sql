-- lint:allow undo-loses-data: the normalised subjects.
ALTER TABLE conversations
    DROP COLUMN subject_key;
