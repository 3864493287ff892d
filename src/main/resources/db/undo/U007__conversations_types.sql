-- What jsonb does not keep stays lost: spacing, the order of keys, repeated keys.
-- So do the escapes that were replaced.
SET LOCAL TIME ZONE 'UTC';

-- lint:allow rewriting-type: jsonb to json always rewrites; conversations are few beside messages, and short.
ALTER TABLE conversations
    ALTER COLUMN participants TYPE json,
    ALTER COLUMN created_at TYPE timestamp,
    ALTER COLUMN updated_at TYPE timestamp;
