-- The outbox: a row is written in the transaction of the decision, and carried out once.
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
    CONSTRAINT pk_executions PRIMARY KEY (id),
    CONSTRAINT uq_executions_action_id UNIQUE (action_id),
    CONSTRAINT ck_executions_status CHECK (status IN ('queued', 'leased', 'done', 'failed', 'unknown')),
    CONSTRAINT fk_executions_user_id FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
    CONSTRAINT fk_executions_action_id FOREIGN KEY (action_id) REFERENCES agent_actions (id) ON DELETE CASCADE
);

CREATE INDEX ix_executions_user_id ON executions (user_id);
-- What a worker may take next.
CREATE INDEX ix_executions_available_at ON executions (available_at) WHERE status = 'queued';
