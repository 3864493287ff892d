-- NOT VALID: new rows are held to it at once, the old ones are read by a later revision, without this lock.
ALTER TABLE users
    ADD CONSTRAINT ck_users_autonomy_level
        CHECK (autonomy_level IN ('low', 'medium', 'high')) NOT VALID;
