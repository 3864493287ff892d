-- lint:allow undo-loses-data: signatures and choices; their owners make them again.
ALTER TABLE users
    DROP COLUMN undo_seconds,
    DROP COLUMN reply_language,
    DROP COLUMN signature;
