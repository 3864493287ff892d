-- lint:allow undo-loses-data: the originals.
-- lint:allow several-heavy-locks: the foreign key goes too, which locks messages for a moment.
DROP TABLE message_sources;
