-- lint:allow undo-loses-data: who was answered automatically; they may be answered once more.
-- lint:allow several-heavy-locks: the foreign key goes too, which locks users for a moment.
DROP TABLE automatic_answers;
