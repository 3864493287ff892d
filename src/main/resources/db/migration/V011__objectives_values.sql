-- NOT VALID: new rows are held to it at once, the old ones are read by a later revision, without this lock.
ALTER TABLE objectives
    ADD CONSTRAINT ck_objectives_status
        CHECK (status IN ('waiting_on_you', 'waiting_on_others', 'handled', 'scheduled', 'muted')) NOT VALID;
