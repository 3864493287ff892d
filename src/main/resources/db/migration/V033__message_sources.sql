-- The original bytes of messages, compressed. The primary key begins with the time, so the expired rows lie at its
-- beginning; the owner's rows go with the owner's messages, by the foreign key.
CREATE TABLE message_sources (
    message_id uuid NOT NULL,
    user_id uuid NOT NULL,
    algorithm varchar(20) NOT NULL,
    -- The bytes of the original.
    size integer NOT NULL,
    content bytea NOT NULL,
    CONSTRAINT pk_message_sources PRIMARY KEY (message_id),
    CONSTRAINT ck_message_sources_algorithm CHECK (algorithm IN ('deflate')),
    CONSTRAINT fk_message_sources_message_id FOREIGN KEY (message_id) REFERENCES messages (id) ON DELETE CASCADE
);

-- PostgreSQL would try to compress the content again, and could not read a part of it.
ALTER TABLE message_sources
    ALTER COLUMN content SET STORAGE EXTERNAL;

-- Rows are deleted by age, up to the fifth of a large table that autovacuum would otherwise wait for.
ALTER TABLE message_sources
    SET (autovacuum_vacuum_scale_factor = 0.02, toast.autovacuum_vacuum_scale_factor = 0.02);
