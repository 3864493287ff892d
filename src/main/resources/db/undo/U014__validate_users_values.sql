-- A constraint can't be made unread again, only made anew.
ALTER TABLE users
    DROP CONSTRAINT ck_users_autonomy_level,
    ADD CONSTRAINT ck_users_autonomy_level
        CHECK (autonomy_level IN ('low', 'medium', 'high')) NOT VALID;
