-- Reads the table while others write to it.
ALTER TABLE objectives
    VALIDATE CONSTRAINT ck_objectives_status;
