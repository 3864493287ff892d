-- When a scheduled objective comes back; null for one that was scheduled before, and for every other.
ALTER TABLE objectives
    ADD COLUMN due_at timestamptz;
