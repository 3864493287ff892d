-- The order of a person's list of objectives.
-- What a build that was interrupted left behind goes first.
DROP INDEX CONCURRENTLY IF EXISTS ix_objectives_user_id_updated_at;
CREATE INDEX CONCURRENTLY ix_objectives_user_id_updated_at
    ON objectives (user_id, updated_at DESC, id DESC);
