-- lint:allow undo-loses-data: when a matter comes back that is scheduled from now on; it comes back after the usual time.
ALTER TABLE agent_actions
    DROP COLUMN due_at;
