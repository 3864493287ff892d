-- A constraint can't be made unread again, only made anew.
ALTER TABLE objectives
    DROP CONSTRAINT ck_objectives_status,
    ADD CONSTRAINT ck_objectives_status
        CHECK (status IN ('waiting_on_you', 'waiting_on_others', 'handled', 'scheduled', 'muted')) NOT VALID;
