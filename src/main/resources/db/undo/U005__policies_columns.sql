-- jsonb has not kept spacing, the order of keys and repeated keys; they stay lost.
SET LOCAL TIME ZONE 'UTC';

-- lint:allow rewriting-type: the table is small; jsonb to json takes a moment.
ALTER TABLE policies
    ALTER COLUMN rules TYPE json,
    ALTER COLUMN created_at TYPE timestamp,
    ALTER COLUMN updated_at TYPE timestamp;
