ALTER TABLE agent_actions
    DROP CONSTRAINT ck_agent_actions_user_id;
