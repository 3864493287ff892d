-- Reads the table while others write to it.
ALTER TABLE users
    VALIDATE CONSTRAINT ck_users_autonomy_level;
