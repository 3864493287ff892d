-- The proof of what became of a mail that its server may have taken without an answer: it may come while a dead worker's
-- lease still runs, and settles the execution once that is unknown.
-- lint:allow constraint-not-valid: every value is absent, so that the check of the rows is short.
ALTER TABLE executions
    ADD COLUMN proof character varying(20),
    -- The sentence for the person.
    ADD COLUMN proof_reason text,
    ADD CONSTRAINT ck_executions_proof
        CHECK (proof IN ('sent_folder', 'own_copy', 'answered', 'reported', 'bounced', 'provider'));
