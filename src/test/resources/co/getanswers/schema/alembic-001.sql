-- A database as the service before left it at its first revision: names of keys made up by PostgreSQL, no index on
-- magic_links.user_id, times without a zone that mean UTC, one of them in an hour that New York's clocks skip.
CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY);
INSERT INTO alembic_version VALUES ('001');

CREATE TABLE users (
    id uuid PRIMARY KEY, email varchar(255) NOT NULL, password_hash varchar(255), name varchar(255) NOT NULL,
    avatar_url varchar(512), autonomy_level varchar(20) NOT NULL, gmail_credentials json,
    created_at timestamp NOT NULL, updated_at timestamp NOT NULL);
CREATE UNIQUE INDEX ix_users_email ON users (email);

CREATE TABLE magic_links (
    id uuid PRIMARY KEY, user_id uuid REFERENCES users ON DELETE CASCADE, email varchar(255) NOT NULL,
    token varchar(255) NOT NULL, expires_at timestamp NOT NULL, used_at timestamp, created_at timestamp NOT NULL);
CREATE UNIQUE INDEX ix_magic_links_token ON magic_links (token);

CREATE TABLE objectives (
    id uuid PRIMARY KEY, user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE, title varchar(512) NOT NULL,
    status varchar(50) NOT NULL, created_at timestamp NOT NULL, updated_at timestamp NOT NULL);
CREATE INDEX ix_objectives_user_id ON objectives (user_id);

CREATE TABLE policies (
    id uuid PRIMARY KEY, user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE, name varchar(255) NOT NULL,
    description text NOT NULL, rules json NOT NULL, is_active boolean NOT NULL, created_at timestamp NOT NULL,
    updated_at timestamp NOT NULL);
CREATE INDEX ix_policies_user_id ON policies (user_id);

CREATE TABLE conversations (
    id uuid PRIMARY KEY, objective_id uuid NOT NULL REFERENCES objectives ON DELETE CASCADE,
    gmail_thread_id varchar(255) NOT NULL, participants json NOT NULL, created_at timestamp NOT NULL,
    updated_at timestamp NOT NULL);
CREATE INDEX ix_conversations_objective_id ON conversations (objective_id);
CREATE INDEX ix_conversations_gmail_thread_id ON conversations (gmail_thread_id);

CREATE TABLE messages (
    id uuid PRIMARY KEY, conversation_id uuid NOT NULL REFERENCES conversations ON DELETE CASCADE,
    gmail_message_id varchar(255) NOT NULL, sender_email varchar(255) NOT NULL, sender_name varchar(255) NOT NULL,
    subject varchar(512) NOT NULL, body_text text NOT NULL, body_html text NOT NULL, direction varchar(20) NOT NULL,
    sent_at timestamp NOT NULL, created_at timestamp NOT NULL);
CREATE INDEX ix_messages_conversation_id ON messages (conversation_id);
CREATE UNIQUE INDEX ix_messages_gmail_message_id ON messages (gmail_message_id);

CREATE TABLE agent_actions (
    id uuid PRIMARY KEY, conversation_id uuid NOT NULL REFERENCES conversations ON DELETE CASCADE,
    action_type varchar(50) NOT NULL, proposed_content text NOT NULL, confidence_score double precision NOT NULL,
    risk_level varchar(20) NOT NULL, priority_score integer NOT NULL, status varchar(20) NOT NULL, user_edit text,
    override_reason text, escalation_note text, created_at timestamp NOT NULL, resolved_at timestamp,
    approved_at timestamp);
CREATE INDEX ix_agent_actions_conversation_id ON agent_actions (conversation_id);

INSERT INTO users VALUES
    ('00000000-0000-4000-8000-0000000000a1', 'ada@example.com', '$2b$12$hash', 'Ada', 'https://example.com/ada.png',
     'medium', '{"kid": "1", "box": "q83v"}', '2026-03-08 02:30:00.123456', '2026-03-08 07:00:00'),
    ('00000000-0000-4000-8000-0000000000b1', 'bo@example.com', NULL, 'Bo', NULL,
     'high', NULL, '2026-11-01 01:30:00', '2026-11-01 05:30:00');
INSERT INTO magic_links VALUES
    ('00000000-0000-4000-8000-0000000000a2', '00000000-0000-4000-8000-0000000000a1', 'ada@example.com', 'token-of-ada',
     '2026-03-08 02:40:00', '2026-03-08 02:31:00', '2026-03-08 02:30:00'),
    ('00000000-0000-4000-8000-0000000000c2', NULL, 'new@example.com', 'token-of-new',
     '2026-03-08 02:40:00', NULL, '2026-03-08 02:30:00');
INSERT INTO objectives VALUES
    ('00000000-0000-4000-8000-0000000000a3', '00000000-0000-4000-8000-0000000000a1', 'Renewal', 'waiting_on_you',
     '2026-03-08 02:30:00', '2026-03-08 02:30:00'),
    ('00000000-0000-4000-8000-0000000000a4', '00000000-0000-4000-8000-0000000000a1', 'Newsletters', 'handled',
     '2026-03-08 02:30:00', '2026-03-08 02:30:00'),
    ('00000000-0000-4000-8000-0000000000b3', '00000000-0000-4000-8000-0000000000b1', 'Lease', 'muted',
     '2026-11-01 01:30:00', '2026-11-01 01:30:00');
INSERT INTO policies VALUES
    ('00000000-0000-4000-8000-0000000000a5', '00000000-0000-4000-8000-0000000000a1', 'Money', 'Show me money',
     '{"when": {"field": "subject", "op": "contains", "value": "rappel — 督促"}, "then": [], "priority": 100}', true,
     '2026-03-08 02:30:00', '2026-03-08 02:30:00');
INSERT INTO conversations VALUES
    ('00000000-0000-4000-8000-0000000000a6', '00000000-0000-4000-8000-0000000000a3', 'thread-a',
     '[{"email": "cy@example.org", "name": "Cy \"the\" Ö \ud83d\ude00"}]', '2026-03-08 02:30:00', '2026-03-08 02:30:00'),
    ('00000000-0000-4000-8000-0000000000b6', '00000000-0000-4000-8000-0000000000b3', 'thread-b',
     '[]', '2026-11-01 01:30:00', '2026-11-01 01:30:00');
INSERT INTO messages VALUES
    ('00000000-0000-4000-8000-0000000000a7', '00000000-0000-4000-8000-0000000000a6', 'gmail-a', 'cy@example.org', 'Cy',
     'Renewal', 'Shall we renew?', '<p>Shall we renew?</p>', 'incoming', '2026-03-08 02:30:00', '2026-03-08 02:30:00'),
    ('00000000-0000-4000-8000-0000000000a8', '00000000-0000-4000-8000-0000000000a6', 'gmail-a2', 'ada@example.com', 'Ada',
     'Re: Renewal', 'Let me see.', '', 'outgoing', '2026-03-08 02:45:00', '2026-03-08 02:45:00'),
    ('00000000-0000-4000-8000-0000000000b7', '00000000-0000-4000-8000-0000000000b6', 'gmail-b', 'di@example.org', 'Di',
     'Lease', 'Sign here.', '', 'incoming', '2026-11-01 01:30:00', '2026-11-01 01:30:00');
INSERT INTO agent_actions VALUES
    ('00000000-0000-4000-8000-0000000000a9', '00000000-0000-4000-8000-0000000000a6', 'draft', 'Yes.', 0.9, 'high', 80,
     'pending', NULL, NULL, 'look twice', '2026-03-08 02:30:00', NULL, NULL),
    ('00000000-0000-4000-8000-0000000000aa', '00000000-0000-4000-8000-0000000000a6', 'draft', 'No.', 0.5, 'low', 10,
     'approved', NULL, NULL, NULL, '2026-03-08 02:30:00', '2026-03-08 23:30:00', '2026-03-08 23:30:00'),
    ('00000000-0000-4000-8000-0000000000ab', '00000000-0000-4000-8000-0000000000a6', 'send', 'No!', 0, 'low', 0,
     'rejected', NULL, 'rude', NULL, '2026-03-08 02:30:00', '2026-03-09 00:30:00', NULL),
    ('00000000-0000-4000-8000-0000000000b9', '00000000-0000-4000-8000-0000000000b6', 'triage', '', 1, 'medium', 100,
     'pending', NULL, NULL, NULL, '2026-11-01 01:30:00', NULL, NULL);
