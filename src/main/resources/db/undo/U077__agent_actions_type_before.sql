-- lint:allow undo-loses-data: which type was proposed on cards that the person's text made replies.
ALTER TABLE agent_actions
    DROP CONSTRAINT ck_agent_actions_action_type_before,
    DROP COLUMN action_type_before;
