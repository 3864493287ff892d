-- The outbox of decided actions: a row is written in the transaction of the decision, and executed once. A lease is a
-- time, not a status: only once a mail is being sent can a crash hide its outcome, and only then the status says so.
CREATE TABLE executions (
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    action_id uuid NOT NULL,
    status varchar(20) NOT NULL,
    attempts integer NOT NULL,
    available_at timestamptz NOT NULL,
    leased_by varchar(255),
    leased_until timestamptz,
    outcome text,
    created_at timestamptz NOT NULL,
    finished_at timestamptz,
    -- Why the last attempt failed.
    last_error text,
    -- What the mail server or mailbox calls the message that it accepted.
    provider_id varchar(998),
    CONSTRAINT pk_executions PRIMARY KEY (id),
    CONSTRAINT uq_executions_action_id UNIQUE (action_id),
    CONSTRAINT ck_executions_status CHECK (status IN ('queued', 'sending', 'done', 'failed', 'unknown')),
    CONSTRAINT fk_executions_user_id FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
    CONSTRAINT fk_executions_action_id FOREIGN KEY (action_id) REFERENCES agent_actions (id) ON DELETE CASCADE
);

CREATE INDEX ix_executions_user_id ON executions (user_id);
-- The executions that a worker may lease next.
CREATE INDEX ix_executions_available_at ON executions (available_at) WHERE status = 'queued';
-- The leases that may have expired.
CREATE INDEX ix_executions_leased_until ON executions (leased_until) WHERE leased_until IS NOT NULL;
-- The executions whose outcome nobody knows, for their count.
CREATE INDEX ix_executions_unknown ON executions (finished_at) WHERE status = 'unknown';

-- The one instance of a role that is active: a lease by the clock of the database server.
CREATE TABLE leaders (
    name varchar(50) NOT NULL,
    holder varchar(255) NOT NULL,
    held_until timestamptz NOT NULL,
    CONSTRAINT pk_leaders PRIMARY KEY (name)
);
