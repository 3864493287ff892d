-- lint:allow constraint-not-valid: the CHECK was valid; it is tested under this lock.
ALTER TABLE agent_actions
    ALTER COLUMN user_id DROP NOT NULL,
    ADD CONSTRAINT ck_agent_actions_user_id
        CHECK (user_id IS NOT NULL);

CREATE FUNCTION set_agent_actions_user_id() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.user_id := (
        SELECT objectives.user_id
        FROM conversations
        JOIN objectives ON objectives.id = conversations.objective_id
        WHERE conversations.id = NEW.conversation_id);
    RETURN NEW;
END $$;

CREATE TRIGGER set_agent_actions_user_id
    BEFORE INSERT OR UPDATE ON agent_actions
    FOR EACH ROW WHEN (NEW.user_id IS NULL) EXECUTE FUNCTION set_agent_actions_user_id();
