-- lint:allow undo-loses-data: whom a person chose to answer; a reply that is still queued goes to the sender alone.
ALTER TABLE agent_actions
    DROP COLUMN reply_all,
    DROP COLUMN recipients;
