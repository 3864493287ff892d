-- Every Message-ID that a user's mail has or mentions, and the conversation it belongs to. The old service stored no
-- Message-IDs, so there is nothing to fill in.
CREATE TABLE thread_references (
    user_id uuid NOT NULL,
    message_id varchar(255) NOT NULL,
    conversation_id uuid NOT NULL,
    CONSTRAINT pk_thread_references PRIMARY KEY (user_id, message_id),
    CONSTRAINT fk_thread_references_user_id FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
    CONSTRAINT fk_thread_references_conversation_id
        FOREIGN KEY (conversation_id) REFERENCES conversations (id) ON DELETE CASCADE
);

CREATE INDEX ix_thread_references_conversation_id ON thread_references (conversation_id);
