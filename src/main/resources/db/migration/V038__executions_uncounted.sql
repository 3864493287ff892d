-- Attempts that ended without a try at their mail, such as those while the mail server refuses the service. They are counted
-- by themselves, because the number of attempts distinguishes one lease from another.
ALTER TABLE executions
    ADD COLUMN uncounted integer DEFAULT 0 NOT NULL;
