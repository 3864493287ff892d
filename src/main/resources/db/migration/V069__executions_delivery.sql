-- Why the last attempt did not succeed, and what the mail server or mailbox calls what it took.
ALTER TABLE executions
    ADD COLUMN last_error text,
    ADD COLUMN provider_id varchar(998);
