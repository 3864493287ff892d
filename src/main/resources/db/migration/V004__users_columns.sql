-- The stored times are UTC, and ALTER TYPE reads them in the session's time zone.
SET LOCAL TIME ZONE 'UTC';

-- email_verified_at: null until a mailed link has proved that the address belongs to the account.
-- lint:allow rewriting-type: one row for each user; json to jsonb takes a moment for those.
-- lint:allow constraint-not-valid: the CHECK is tested while the table is rewritten, so it costs no second reading.
ALTER TABLE users
    ALTER COLUMN gmail_credentials TYPE jsonb,
    ALTER COLUMN created_at TYPE timestamptz,
    ALTER COLUMN updated_at TYPE timestamptz,
    ADD COLUMN email_verified_at timestamptz,
    ADD CONSTRAINT ck_users_autonomy_level
        CHECK (autonomy_level IN ('low', 'medium', 'high'));
