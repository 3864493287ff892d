ALTER TABLE users
    DROP CONSTRAINT ck_users_autonomy_level;
