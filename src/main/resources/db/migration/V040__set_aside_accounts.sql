-- Accounts that somebody had registered and filled before their address was proved. The owner of the address has an account
-- without their content, and keeps or deletes it by an explicit choice.
CREATE TABLE set_aside_accounts (
    user_id uuid NOT NULL,
    owner_id uuid NOT NULL,
    set_aside_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_set_aside_accounts PRIMARY KEY (user_id),
    CONSTRAINT uq_set_aside_accounts_owner_id UNIQUE (owner_id),
    CONSTRAINT fk_set_aside_accounts_user_id FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
    CONSTRAINT fk_set_aside_accounts_owner_id FOREIGN KEY (owner_id) REFERENCES users (id) ON DELETE CASCADE
);

CREATE INDEX ix_set_aside_accounts_set_aside_at ON set_aside_accounts (set_aside_at);
