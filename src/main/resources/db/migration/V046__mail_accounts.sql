-- The workers that read mailboxes: a worker has one lease for all of its accounts, which are free once its row is gone.
CREATE TABLE mailbox_workers (
    id varchar(255) NOT NULL,
    held_until timestamptz NOT NULL,
    CONSTRAINT pk_mailbox_workers PRIMARY KEY (id)
);

-- The mailboxes on other servers that users have connected. Passwords are sealed by the application; the associated data is
-- the row's id.
CREATE TABLE mail_accounts (
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    provider varchar(20) NOT NULL,
    addresses text[] NOT NULL,
    imap_host varchar(255) NOT NULL,
    imap_port integer NOT NULL,
    imap_tls varchar(20) NOT NULL,
    imap_username varchar(320) NOT NULL,
    smtp_host varchar(255) NOT NULL,
    smtp_port integer NOT NULL,
    smtp_tls varchar(20) NOT NULL,
    smtp_username varchar(320) NOT NULL,
    sealed_password jsonb NOT NULL,
    -- Whether a copy of each reply is put into the folder of sent mail; some servers do that themselves.
    keeps_sent boolean NOT NULL,
    state varchar(20) NOT NULL,
    -- Why the state is as it is, for the person.
    state_reason text,
    -- Counts every change by the person, so that a worker notices it.
    version integer NOT NULL,
    messages_total integer NOT NULL,
    messages_done integer NOT NULL,
    last_success_at timestamptz,
    leased_by varchar(255),
    -- Not before this time does a worker take it.
    available_at timestamptz NOT NULL,
    -- The attempts in a row that found no server, and those whose login was refused.
    failures integer NOT NULL,
    refusals integer NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT pk_mail_accounts PRIMARY KEY (id),
    CONSTRAINT ck_mail_accounts_provider CHECK (provider IN ('imap')),
    CONSTRAINT ck_mail_accounts_imap_tls CHECK (imap_tls IN ('implicit', 'starttls', 'none')),
    CONSTRAINT ck_mail_accounts_smtp_tls CHECK (smtp_tls IN ('implicit', 'starttls', 'none')),
    CONSTRAINT ck_mail_accounts_state
        CHECK (state IN ('connecting', 'backfilling', 'live', 'needs_attention', 'paused')),
    CONSTRAINT fk_mail_accounts_user_id FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
    CONSTRAINT fk_mail_accounts_leased_by FOREIGN KEY (leased_by) REFERENCES mailbox_workers (id) ON DELETE SET NULL
);

CREATE INDEX ix_mail_accounts_user_id ON mail_accounts (user_id);
CREATE INDEX ix_mail_accounts_leased_by ON mail_accounts (leased_by);
-- The accounts that a worker may take next.
CREATE INDEX ix_mail_accounts_available_at ON mail_accounts (available_at) WHERE leased_by IS NULL;
