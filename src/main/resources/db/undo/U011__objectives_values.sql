ALTER TABLE objectives
    DROP CONSTRAINT ck_objectives_status;
