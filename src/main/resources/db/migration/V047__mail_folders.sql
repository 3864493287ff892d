-- The folders of mailboxes on other servers, and how far each was read: all messages from the lowest to the highest UID.
CREATE TABLE mail_folders (
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    account_id uuid NOT NULL,
    name text NOT NULL,
    role varchar(20) NOT NULL,
    uid_validity bigint NOT NULL,
    highest_uid bigint NOT NULL,
    lowest_uid bigint NOT NULL,
    done integer NOT NULL,
    total integer NOT NULL,
    CONSTRAINT pk_mail_folders PRIMARY KEY (id),
    CONSTRAINT uq_mail_folders_account_id_name UNIQUE (account_id, name),
    CONSTRAINT ck_mail_folders_role CHECK (role IN ('inbox', 'sent')),
    CONSTRAINT fk_mail_folders_user_id FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
    CONSTRAINT fk_mail_folders_account_id FOREIGN KEY (account_id) REFERENCES mail_accounts (id) ON DELETE CASCADE
);

CREATE INDEX ix_mail_folders_user_id ON mail_folders (user_id);

-- Which messages lie in which folder, by their UIDs there.
CREATE TABLE folder_messages (
    folder_id uuid NOT NULL,
    uid bigint NOT NULL,
    message_id uuid NOT NULL,
    CONSTRAINT pk_folder_messages PRIMARY KEY (folder_id, uid),
    CONSTRAINT fk_folder_messages_folder_id FOREIGN KEY (folder_id) REFERENCES mail_folders (id) ON DELETE CASCADE,
    CONSTRAINT fk_folder_messages_message_id FOREIGN KEY (message_id) REFERENCES messages (id) ON DELETE CASCADE
);

CREATE INDEX ix_folder_messages_message_id ON folder_messages (message_id);
