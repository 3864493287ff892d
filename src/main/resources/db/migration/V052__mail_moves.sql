-- The mail of filed cards leaves the inbox, as the settings of its mailbox say. The default is constant, so that no table is
-- rewritten.
-- lint:allow constraint-not-valid: every value is the default, and the table has one row for each connected mailbox.
ALTER TABLE mail_accounts
    ADD COLUMN on_file character varying(20) NOT NULL DEFAULT 'leave',
    ADD COLUMN file_folder text,
    ADD CONSTRAINT ck_mail_accounts_on_file CHECK (on_file IN ('leave', 'archive', 'folder'));

CREATE TABLE mail_moves (
    action_id uuid NOT NULL,
    account_id uuid NOT NULL,
    user_id uuid NOT NULL,
    message_id uuid NOT NULL,
    target text,
    attempts integer NOT NULL,
    available_at timestamp with time zone,
    moved_to text,
    CONSTRAINT pk_mail_moves PRIMARY KEY (action_id, account_id),
    CONSTRAINT fk_mail_moves_action_id FOREIGN KEY (action_id) REFERENCES agent_actions (id) ON DELETE CASCADE,
    CONSTRAINT fk_mail_moves_account_id FOREIGN KEY (account_id) REFERENCES mail_accounts (id) ON DELETE CASCADE,
    CONSTRAINT fk_mail_moves_user_id FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
    CONSTRAINT fk_mail_moves_message_id FOREIGN KEY (message_id) REFERENCES messages (id) ON DELETE CASCADE
);

CREATE INDEX ix_mail_moves_account_id_available_at ON mail_moves (account_id, available_at);
CREATE INDEX ix_mail_moves_user_id ON mail_moves (user_id);
CREATE INDEX ix_mail_moves_message_id ON mail_moves (message_id);
