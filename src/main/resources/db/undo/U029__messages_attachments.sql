-- lint:allow undo-loses-data: the descriptions of the attachments.
ALTER TABLE messages
    DROP COLUMN attachments;
