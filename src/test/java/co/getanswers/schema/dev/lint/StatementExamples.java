package co.getanswers.schema.dev.lint;

import static co.getanswers.schema.dev.lint.Example.bad;
import static co.getanswers.schema.dev.lint.Example.badUndo;
import static co.getanswers.schema.dev.lint.Example.good;
import static co.getanswers.schema.dev.lint.Example.goodUndo;

import java.util.List;

final class StatementExamples {
    static final List<Example> ALL = List.of(
            bad(Rule.DROP_SCHEMA, "DROP SCHEMA public CASCADE;"),
            bad(Rule.DROP_SCHEMA, "drop owned by current_user;"),
            good(Rule.DROP_SCHEMA, "CREATE SCHEMA reports;"),
            bad(Rule.TIMEOUT_OFF, "SET lock_timeout = 0;"),
            bad(Rule.TIMEOUT_OFF, "SET LOCAL statement_timeout TO '0';"),
            good(Rule.TIMEOUT_OFF, "SET LOCAL statement_timeout = '10min';"),
            bad(Rule.DROP_NOT_NULL, "ALTER TABLE people ALTER COLUMN name DROP NOT NULL;"),
            good(Rule.DROP_NOT_NULL, "ALTER TABLE people ALTER COLUMN name DROP DEFAULT;"),
            bad(Rule.ROW_SECURITY, "ALTER TABLE mail ENABLE ROW LEVEL SECURITY;"),
            good(Rule.ROW_SECURITY, "ALTER TABLE mail DISABLE ROW LEVEL SECURITY;"),
            bad(Rule.ATTACH_PARTITION, "ALTER TABLE mail ATTACH PARTITION people FOR VALUES FROM (1) TO (2);"),
            good(Rule.ATTACH_PARTITION, "CREATE TABLE parts (id integer) PARTITION BY RANGE (id);"),
            bad(Rule.REVOKE, "REVOKE ALL ON mail FROM PUBLIC;"),
            badUndo(Rule.TRIGGERS_OFF, "ALTER TABLE mail DISABLE TRIGGER ALL;"),
            bad(Rule.TRIGGERS_OFF, "SET LOCAL session_replication_role = 'replica';"),
            good(Rule.TRIGGERS_OFF, "ALTER TABLE mail ENABLE TRIGGER ALL;"),
            good(Rule.TRIGGERS_OFF, "SET LOCAL session_replication_role = origin;"),
            bad(Rule.TIMEOUT_OFF, "ALTER ROLE app SET lock_timeout = 0;"),
            bad(Rule.TIMEOUT_OFF, "ALTER DATABASE post SET statement_timeout TO DEFAULT;"),
            bad(Rule.REVOKE, "ALTER TABLE mail OWNER TO somebody;"),
            good(Rule.REVOKE, "GRANT SELECT ON mail TO PUBLIC;"),
            bad(Rule.WHOLE_TABLE_WRITE, "DELETE FROM mail;"),
            bad(Rule.WHOLE_TABLE_WRITE, "UPDATE mail SET size = 0;"),
            bad(Rule.WHOLE_TABLE_WRITE, "UPDATE mail SET size = (SELECT 1 FROM people WHERE name = 'Ada');"),
            bad(Rule.WHOLE_TABLE_WRITE, "UPDATE mail SET size = 0 WHERE true;"),
            bad(Rule.WHOLE_TABLE_WRITE, "WITH gone AS (DELETE FROM mail RETURNING id) SELECT count(*) FROM gone;"),
            good(Rule.WHOLE_TABLE_WRITE, "CREATE TABLE labels (name text); UPDATE labels SET name = '';"),
            good(Rule.WHOLE_TABLE_WRITE, "UPDATE mail SET size = 0 WHERE size IS NULL;"),
            bad(Rule.TIMEOUT_OFF, "SELECT set_config('lock_timeout', '0', true);"),
            bad(Rule.TIMEOUT_OFF, "RESET lock_timeout;"),
            badUndo(Rule.TIMEOUT_OFF, "SET statement_timeout TO DEFAULT;"),
            good(Rule.TIMEOUT_OFF, "SELECT set_config('lock_timeout', '2s', true);"),
            bad(Rule.SEARCH_PATH, "SELECT pg_catalog.set_config('search_path', '', false);"),
            bad(Rule.SEARCH_PATH, "SET LOCAL search_path = public;"),
            badUndo(Rule.SEARCH_PATH, "SET search_path TO reports, public;"),
            good(Rule.SEARCH_PATH, """
                    CREATE FUNCTION one() RETURNS integer LANGUAGE sql SET search_path = '' AS $$ SELECT 1 $$;
                    """),
            bad(Rule.NAME_TOO_LONG, "CREATE TABLE " + "a".repeat(64) + " (id uuid);"),
            badUndo(
                    Rule.NAME_TOO_LONG,
                    "ALTER TABLE mail RENAME CONSTRAINT ck_mail_size TO \"" + "ä".repeat(32) + "\";"),
            good(Rule.NAME_TOO_LONG, "CREATE TABLE " + "a".repeat(63) + " (id uuid);"),
            good(Rule.NAME_TOO_LONG, "COMMENT ON TABLE mail IS '" + "a".repeat(80) + "';"),
            bad(Rule.DROP_IN_USE, "DROP VIEW IF EXISTS recent, unread;"),
            bad(Rule.DROP_IN_USE, "drop type mood cascade;"),
            bad(Rule.DROP_IN_USE, "ALTER TYPE mood RENAME VALUE 'sad' TO 'blue';"),
            good(Rule.DROP_IN_USE, "DROP VIEW recent; CREATE VIEW recent AS SELECT id FROM mail;"),
            goodUndo(Rule.DROP_IN_USE, "DROP VIEW recent;"),
            bad(Rule.CONSTRAINT_NOT_VALID, "ALTER DOMAIN amount ADD CONSTRAINT ck_amount CHECK (value > 0);"),
            good(
                    Rule.CONSTRAINT_NOT_VALID,
                    "ALTER DOMAIN amount ADD CONSTRAINT ck_amount CHECK (value > 0) NOT VALID;"),
            good(Rule.ROW_SECURITY, """
                    CREATE POLICY own_mail ON mail USING (person_id IS NOT NULL);
                    ALTER TABLE mail ENABLE ROW LEVEL SECURITY;
                    """));

    private StatementExamples() {}
}
