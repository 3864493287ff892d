-- lint:allow undo-loses-data: choices; their owners make them again.
ALTER TABLE users
    DROP COLUMN reply_tone;
