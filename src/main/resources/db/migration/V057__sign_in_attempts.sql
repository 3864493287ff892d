-- Counted here so that limits hold over all instances. No foreign key: an address need not have an account.
CREATE TABLE sign_in_attempts (
    id uuid NOT NULL,
    kind varchar(30) NOT NULL,
    subject_hash varchar(64) NOT NULL,
    attempted_at timestamptz NOT NULL,
    CONSTRAINT pk_sign_in_attempts PRIMARY KEY (id)
);

CREATE INDEX ix_sign_in_attempts_subject ON sign_in_attempts (kind, subject_hash, attempted_at);
