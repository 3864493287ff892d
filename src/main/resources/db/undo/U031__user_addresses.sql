-- lint:allow undo-loses-data: the addresses; their owner types them again.
ALTER TABLE users
    DROP COLUMN addresses;
