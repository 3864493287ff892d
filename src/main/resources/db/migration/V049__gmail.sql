-- Mailboxes at Gmail. Few rows: the check reads the table once, under a lock that the change needs anyway.
-- lint:allow constraint-not-valid: users have a handful of mailboxes each, and the table is new.
ALTER TABLE mail_accounts
    DROP CONSTRAINT ck_mail_accounts_provider,
    ADD CONSTRAINT ck_mail_accounts_provider CHECK (provider IN ('imap', 'gmail'));

-- Requests for permission to a mailbox at Gmail, each until its answer comes back or it expires. Only the hash of the state
-- is kept; the code verifier is sealed by the application, with the row's id as associated data.
CREATE TABLE gmail_authorisations (
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    session_id uuid NOT NULL,
    state_hash varchar(64) NOT NULL,
    sealed_verifier jsonb NOT NULL,
    expires_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT pk_gmail_authorisations PRIMARY KEY (id),
    CONSTRAINT fk_gmail_authorisations_user_id FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
    CONSTRAINT fk_gmail_authorisations_session_id FOREIGN KEY (session_id) REFERENCES sessions (id) ON DELETE CASCADE
);

CREATE INDEX ix_gmail_authorisations_user_id ON gmail_authorisations (user_id);
CREATE INDEX ix_gmail_authorisations_session_id ON gmail_authorisations (session_id);
CREATE UNIQUE INDEX ix_gmail_authorisations_state_hash ON gmail_authorisations (state_hash);

-- How far mailboxes at Gmail were read: all changes up to a point of the history, and of each label the pages before one.
CREATE TABLE gmail_mailboxes (
    account_id uuid NOT NULL,
    user_id uuid NOT NULL,
    history_id varchar(64) NOT NULL,
    inbox_page text,
    inbox_listed boolean NOT NULL,
    sent_page text,
    sent_listed boolean NOT NULL,
    CONSTRAINT pk_gmail_mailboxes PRIMARY KEY (account_id),
    CONSTRAINT fk_gmail_mailboxes_account_id FOREIGN KEY (account_id) REFERENCES mail_accounts (id) ON DELETE CASCADE,
    CONSTRAINT fk_gmail_mailboxes_user_id FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

CREATE INDEX ix_gmail_mailboxes_user_id ON gmail_mailboxes (user_id);

-- The messages of mailboxes at Gmail that were read; message_id is null where one could not be stored.
CREATE TABLE gmail_messages (
    account_id uuid NOT NULL,
    gmail_id varchar(64) NOT NULL,
    user_id uuid NOT NULL,
    thread_id varchar(64) NOT NULL,
    message_id uuid,
    CONSTRAINT pk_gmail_messages PRIMARY KEY (account_id, gmail_id),
    CONSTRAINT fk_gmail_messages_account_id FOREIGN KEY (account_id) REFERENCES mail_accounts (id) ON DELETE CASCADE,
    CONSTRAINT fk_gmail_messages_user_id FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
    CONSTRAINT fk_gmail_messages_message_id FOREIGN KEY (message_id) REFERENCES messages (id) ON DELETE CASCADE
);

CREATE INDEX ix_gmail_messages_user_id ON gmail_messages (user_id);
CREATE INDEX ix_gmail_messages_message_id ON gmail_messages (message_id);

-- The drafts by which replies are sent at Gmail. A draft can be sent once; begun: Gmail may have accepted it.
CREATE TABLE gmail_drafts (
    action_id uuid NOT NULL,
    user_id uuid NOT NULL,
    account_id uuid NOT NULL,
    draft_id varchar(64) NOT NULL,
    begun boolean NOT NULL,
    CONSTRAINT pk_gmail_drafts PRIMARY KEY (action_id),
    CONSTRAINT fk_gmail_drafts_action_id FOREIGN KEY (action_id) REFERENCES agent_actions (id) ON DELETE CASCADE,
    CONSTRAINT fk_gmail_drafts_user_id FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
    CONSTRAINT fk_gmail_drafts_account_id FOREIGN KEY (account_id) REFERENCES mail_accounts (id) ON DELETE CASCADE
);

CREATE INDEX ix_gmail_drafts_user_id ON gmail_drafts (user_id);
CREATE INDEX ix_gmail_drafts_account_id ON gmail_drafts (account_id);
