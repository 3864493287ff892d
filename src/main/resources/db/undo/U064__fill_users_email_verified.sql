-- Leaves what a mailed link has proved since.
UPDATE users
SET email_verified_at = NULL
WHERE email_verified_at = created_at;
