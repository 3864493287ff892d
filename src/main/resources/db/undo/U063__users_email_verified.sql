-- lint:allow undo-loses-data: which addresses were proved: going up again takes all accounts that there are then for
-- proved.
ALTER TABLE users
    DROP COLUMN email_verified_at;
