-- Reads the table while others read it and write to it.
ALTER TABLE objectives
    VALIDATE CONSTRAINT ck_objectives_status;
