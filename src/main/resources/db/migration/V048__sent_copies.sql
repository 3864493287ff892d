-- Replies that went out by a mailbox's own server, until a copy of each lies in its folder of sent mail.
CREATE TABLE sent_copies (
    message_id uuid NOT NULL,
    user_id uuid NOT NULL,
    account_id uuid NOT NULL,
    source bytea NOT NULL,
    CONSTRAINT pk_sent_copies PRIMARY KEY (message_id),
    CONSTRAINT fk_sent_copies_message_id FOREIGN KEY (message_id) REFERENCES messages (id) ON DELETE CASCADE,
    CONSTRAINT fk_sent_copies_user_id FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
    CONSTRAINT fk_sent_copies_account_id FOREIGN KEY (account_id) REFERENCES mail_accounts (id) ON DELETE CASCADE
);

CREATE INDEX ix_sent_copies_user_id ON sent_copies (user_id);
CREATE INDEX ix_sent_copies_account_id ON sent_copies (account_id);
