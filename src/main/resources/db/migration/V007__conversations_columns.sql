-- The stored times are UTC, and ALTER TYPE reads them in the session's time zone.
SET LOCAL TIME ZONE 'UTC';

-- The participants' names come from mail, and json accepted escapes that jsonb refuses: NUL, and surrogates without
-- their other half. Each of these becomes U+FFFD; everything beside them stays. The text is read token by token, because a
-- pair of surrogates is one character, and a backslash after a backslash begins no escape (RFC 8259, section 7).
CREATE FUNCTION pg_temp.without_unreadable_escapes(given json) RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
    RETURN given::jsonb;
EXCEPTION WHEN untranslatable_character OR invalid_text_representation THEN
    RETURN (
        SELECT string_agg(
            CASE
                WHEN token[1] ~ '^\\u(0000|[dD][89a-fA-F][0-9a-fA-F]{2})$' THEN '\ufffd'
                ELSE token[1]
            END, '' ORDER BY place)
        FROM regexp_matches(
            given::text,
            '(\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|[^\\]+)',
            'g') WITH ORDINALITY AS tokens (token, place))::jsonb;
END $$;

-- gmail_thread_id: optional, for mail that did not come from Gmail.
-- user_id: the owner, null until the fill. PostgreSQL takes the foreign key of a new, empty column for valid unread.
-- subject_key: the normalised subject that a conversation was opened with; the old service's conversations have none,
-- and only references continue them.
-- lint:allow rewriting-type: json to jsonb always rewrites; conversations are few beside messages, and short.
ALTER TABLE conversations
    ALTER COLUMN gmail_thread_id DROP NOT NULL,
    ALTER COLUMN participants TYPE jsonb USING pg_temp.without_unreadable_escapes(participants),
    ALTER COLUMN created_at TYPE timestamptz,
    ALTER COLUMN updated_at TYPE timestamptz,
    ADD COLUMN user_id uuid
        CONSTRAINT fk_conversations_user_id REFERENCES users (id) ON DELETE CASCADE,
    ADD COLUMN subject_key varchar(512),
    ADD CONSTRAINT ck_conversations_user_id
        CHECK (user_id IS NOT NULL) NOT VALID;

DROP FUNCTION pg_temp.without_unreadable_escapes(json);

-- The old service may still be at work, and it knows no owner: what it writes gets the owner of its objective. The
-- trigger goes when the column becomes NOT NULL.
CREATE FUNCTION set_conversations_user_id() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.user_id := (SELECT user_id FROM objectives WHERE id = NEW.objective_id);
    RETURN NEW;
END $$;

CREATE TRIGGER set_conversations_user_id
    BEFORE INSERT OR UPDATE ON conversations
    FOR EACH ROW WHEN (NEW.user_id IS NULL) EXECUTE FUNCTION set_conversations_user_id();
