-- What the Python service's first Alembic revision (001) makes, column by column: a database of either is the same.
-- Times are UTC. The index on magic_links.user_id is the one thing that an Alembic database lacks: see 002.

CREATE TABLE users (
    id uuid NOT NULL,
    email varchar(255) NOT NULL,
    password_hash varchar(255),
    name varchar(255) NOT NULL,
    avatar_url varchar(512),
    autonomy_level varchar(20) NOT NULL,
    gmail_credentials json,
    created_at timestamp NOT NULL,
    updated_at timestamp NOT NULL,
    CONSTRAINT pk_users PRIMARY KEY (id)
);

CREATE UNIQUE INDEX ix_users_email ON users (email);

CREATE TABLE magic_links (
    id uuid NOT NULL,
    user_id uuid,
    email varchar(255) NOT NULL,
    token varchar(255) NOT NULL,
    expires_at timestamp NOT NULL,
    used_at timestamp,
    created_at timestamp NOT NULL,
    CONSTRAINT pk_magic_links PRIMARY KEY (id),
    CONSTRAINT fk_magic_links_user_id FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

CREATE UNIQUE INDEX ix_magic_links_token ON magic_links (token);
CREATE INDEX ix_magic_links_user_id ON magic_links (user_id);

CREATE TABLE objectives (
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    title varchar(512) NOT NULL,
    status varchar(50) NOT NULL,
    created_at timestamp NOT NULL,
    updated_at timestamp NOT NULL,
    CONSTRAINT pk_objectives PRIMARY KEY (id),
    CONSTRAINT fk_objectives_user_id FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

CREATE INDEX ix_objectives_user_id ON objectives (user_id);

CREATE TABLE policies (
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    name varchar(255) NOT NULL,
    description text NOT NULL,
    rules json NOT NULL,
    is_active boolean NOT NULL,
    created_at timestamp NOT NULL,
    updated_at timestamp NOT NULL,
    CONSTRAINT pk_policies PRIMARY KEY (id),
    CONSTRAINT fk_policies_user_id FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

CREATE INDEX ix_policies_user_id ON policies (user_id);

CREATE TABLE conversations (
    id uuid NOT NULL,
    objective_id uuid NOT NULL,
    gmail_thread_id varchar(255) NOT NULL,
    participants json NOT NULL,
    created_at timestamp NOT NULL,
    updated_at timestamp NOT NULL,
    CONSTRAINT pk_conversations PRIMARY KEY (id),
    CONSTRAINT fk_conversations_objective_id FOREIGN KEY (objective_id) REFERENCES objectives (id) ON DELETE CASCADE
);

CREATE INDEX ix_conversations_objective_id ON conversations (objective_id);
CREATE INDEX ix_conversations_gmail_thread_id ON conversations (gmail_thread_id);

CREATE TABLE messages (
    id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    gmail_message_id varchar(255) NOT NULL,
    sender_email varchar(255) NOT NULL,
    sender_name varchar(255) NOT NULL,
    subject varchar(512) NOT NULL,
    body_text text NOT NULL,
    body_html text NOT NULL,
    direction varchar(20) NOT NULL,
    sent_at timestamp NOT NULL,
    created_at timestamp NOT NULL,
    CONSTRAINT pk_messages PRIMARY KEY (id),
    CONSTRAINT fk_messages_conversation_id FOREIGN KEY (conversation_id) REFERENCES conversations (id) ON DELETE CASCADE
);

CREATE INDEX ix_messages_conversation_id ON messages (conversation_id);
CREATE UNIQUE INDEX ix_messages_gmail_message_id ON messages (gmail_message_id);

CREATE TABLE agent_actions (
    id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    action_type varchar(50) NOT NULL,
    proposed_content text NOT NULL,
    confidence_score double precision NOT NULL,
    risk_level varchar(20) NOT NULL,
    priority_score integer NOT NULL,
    status varchar(20) NOT NULL,
    user_edit text,
    override_reason text,
    escalation_note text,
    created_at timestamp NOT NULL,
    resolved_at timestamp,
    approved_at timestamp,
    CONSTRAINT pk_agent_actions PRIMARY KEY (id),
    CONSTRAINT fk_agent_actions_conversation_id
        FOREIGN KEY (conversation_id) REFERENCES conversations (id) ON DELETE CASCADE
);

CREATE INDEX ix_agent_actions_conversation_id ON agent_actions (conversation_id);
