-- Keys of requests that are too long for one transaction: leased while the request runs, and without a response until it ends.
-- lint:allow drop-not-null: running instances tell these keys by the hash of the request, which is never one of theirs.
ALTER TABLE idempotency_keys
    ALTER COLUMN status DROP NOT NULL,
    ADD COLUMN leased_until timestamp with time zone;
