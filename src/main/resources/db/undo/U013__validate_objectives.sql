-- PostgreSQL can't mark a valid constraint as not valid: it is dropped and added again, without reading the table.
ALTER TABLE objectives
    DROP CONSTRAINT ck_objectives_status,
    ADD CONSTRAINT ck_objectives_status
        CHECK (status IN ('waiting_on_you', 'waiting_on_others', 'handled', 'scheduled', 'muted')) NOT VALID;
