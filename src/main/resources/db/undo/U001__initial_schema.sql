-- lint:allow undo-loses-data: everything goes: all users with all their mail, objectives, policies and actions.
-- lint:allow several-heavy-locks: without its tables there is no service that could wait.
DROP TABLE agent_actions, messages, conversations, policies, objectives, magic_links, users;
