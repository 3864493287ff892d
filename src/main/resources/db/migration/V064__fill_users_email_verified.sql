-- Whoever was here before the question was asked counts as proved. A revision of its own, so that the lock of the
-- one before, which keeps everybody out, does not last as long as this takes.
UPDATE users
SET email_verified_at = created_at
WHERE email_verified_at IS NULL;
