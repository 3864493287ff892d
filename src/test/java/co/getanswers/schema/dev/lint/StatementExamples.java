package co.getanswers.schema.dev.lint;

import static co.getanswers.schema.dev.lint.Example.bad;
import static co.getanswers.schema.dev.lint.Example.good;

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
            good(Rule.REVOKE, "GRANT SELECT ON mail TO PUBLIC;"),
            bad(Rule.WHOLE_TABLE_WRITE, "DELETE FROM mail;"),
            bad(Rule.WHOLE_TABLE_WRITE, "UPDATE mail SET size = 0;"),
            good(Rule.WHOLE_TABLE_WRITE, "UPDATE mail SET size = 0 WHERE size IS NULL;"));

    private StatementExamples() {}
}
