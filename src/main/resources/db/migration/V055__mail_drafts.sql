-- Proposed answers are kept in the folder of drafts of their mailbox, as its settings say. The default is constant, so that no
-- table is rewritten.
ALTER TABLE mail_accounts
    ADD COLUMN keeps_drafts boolean NOT NULL DEFAULT false;

-- A draft outlives its card, so that it is still removed from the mailbox.
CREATE TABLE mail_drafts (
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    account_id uuid NOT NULL,
    action_id uuid,
    state character varying(20) NOT NULL,
    folder text,
    uid_validity bigint,
    uid bigint,
    -- The Message-ID of the draft, which is never that of the reply.
    mail_id character varying(255),
    -- Of what the server keeps, to tell an edited draft from ours.
    content_hash character varying(64),
    card_changed_at timestamp with time zone,
    reason text,
    attempts integer NOT NULL,
    available_at timestamp with time zone,
    CONSTRAINT pk_mail_drafts PRIMARY KEY (id),
    CONSTRAINT uq_mail_drafts_action_id UNIQUE (action_id),
    CONSTRAINT ck_mail_drafts_state CHECK (state IN ('placing', 'placed', 'removing', 'none', 'left')),
    CONSTRAINT fk_mail_drafts_user_id FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
    CONSTRAINT fk_mail_drafts_account_id FOREIGN KEY (account_id) REFERENCES mail_accounts (id) ON DELETE CASCADE,
    CONSTRAINT fk_mail_drafts_action_id FOREIGN KEY (action_id) REFERENCES agent_actions (id) ON DELETE SET NULL
);

CREATE INDEX ix_mail_drafts_user_id ON mail_drafts (user_id);
CREATE INDEX ix_mail_drafts_account_id ON mail_drafts (account_id);
