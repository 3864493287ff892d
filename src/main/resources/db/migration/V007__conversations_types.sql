-- The times are UTC, and the session's zone is what the conversion reads them in.
SET LOCAL TIME ZONE 'UTC';

-- The names come from mail, and json took escapes that jsonb refuses: NUL, and surrogates without their other half.
-- Such a value, and no other, gets U+FFFD for each of its escapes of these kinds.
CREATE FUNCTION pg_temp.without_unreadable_escapes(given json) RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
    RETURN given::jsonb;
EXCEPTION WHEN untranslatable_character OR invalid_text_representation THEN
    RETURN regexp_replace(given::text, '\\u(0000|[dD][89a-fA-F][0-9a-fA-F]{2})', '\\ufffd', 'g')::jsonb;
END $$;

-- lint:allow rewriting-type: json to jsonb always rewrites; conversations are few beside messages, and short.
ALTER TABLE conversations
    ALTER COLUMN participants TYPE jsonb USING pg_temp.without_unreadable_escapes(participants),
    ALTER COLUMN created_at TYPE timestamptz,
    ALTER COLUMN updated_at TYPE timestamptz;

DROP FUNCTION pg_temp.without_unreadable_escapes(json);
