-- Loses the ids of messages that never arrived; the others stand in messages.
DROP TABLE thread_references;
