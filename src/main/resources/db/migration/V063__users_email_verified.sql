-- Whether an account is whose address it bears. Null until a mailed link has proved it.
ALTER TABLE users
    ADD COLUMN email_verified_at timestamptz;
