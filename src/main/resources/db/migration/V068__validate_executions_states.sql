-- Reads the table while others write to it.
ALTER TABLE executions
    VALIDATE CONSTRAINT ck_executions_status;
