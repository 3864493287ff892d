-- lint:allow undo-loses-data: who is active; the next instance that looks takes over.
DROP TABLE leaders;

-- lint:allow undo-loses-data: what is still to be executed, and the outcome of the rest.
-- lint:allow several-heavy-locks: the foreign keys go too, which locks users and agent_actions for a moment.
DROP TABLE executions;
