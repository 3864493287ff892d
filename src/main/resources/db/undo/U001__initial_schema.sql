-- Loses everything: all users with all their mail, objectives, policies and actions.
DROP TABLE agent_actions;
DROP TABLE messages;
DROP TABLE conversations;
DROP TABLE policies;
DROP TABLE objectives;
DROP TABLE magic_links;
DROP TABLE users;
