-- lint:allow undo-loses-data: who has been through the introduction; they are asked once more.
ALTER TABLE users DROP COLUMN onboarded;
