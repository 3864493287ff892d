package co.getanswers.schema.dev.lint;

import static co.getanswers.schema.dev.lint.Example.bad;
import static co.getanswers.schema.dev.lint.Example.badUndo;
import static co.getanswers.schema.dev.lint.Example.good;
import static co.getanswers.schema.dev.lint.Example.goodUndo;
import static co.getanswers.schema.dev.lint.Rule.DROP_IN_USE;
import static co.getanswers.schema.dev.lint.Rule.LONG_EXCLUSIVE_LOCK;
import static co.getanswers.schema.dev.lint.Rule.SEVERAL_HEAVY_LOCKS;
import static co.getanswers.schema.dev.lint.Rule.UNBOUNDED_UPDATE;

import java.util.List;

final class LockExamples {
    static final List<Example> ALL = List.of(
            bad(DROP_IN_USE, "ALTER TABLE mail DROP COLUMN body;"),
            bad(DROP_IN_USE, "DROP TABLE people;"),
            bad(DROP_IN_USE, "ALTER TABLE mail RENAME TO messages;"),
            bad(DROP_IN_USE, "ALTER TABLE mail RENAME COLUMN body TO text;"),
            good(DROP_IN_USE, """
                    CREATE TABLE labels (name text, colour text);
                    ALTER TABLE labels RENAME COLUMN colour TO color;
                    ALTER TABLE labels DROP COLUMN color;
                    DROP TABLE labels;
                    """),
            good(DROP_IN_USE, "ALTER TABLE mail DROP CONSTRAINT ck_mail_size;"),
            bad(SEVERAL_HEAVY_LOCKS, """
                    ALTER TABLE mail ADD COLUMN note text;
                    ALTER TABLE people ADD COLUMN note text;
                    """),
            bad(SEVERAL_HEAVY_LOCKS, "ALTER TABLE mail DROP CONSTRAINT fk_mail_person_id;"),
            badUndo(SEVERAL_HEAVY_LOCKS, """
                    ALTER TABLE mail ALTER COLUMN body SET DEFAULT '';
                    ALTER TABLE people ALTER COLUMN name SET DEFAULT '';
                    """),
            good(SEVERAL_HEAVY_LOCKS, """
                    ALTER TABLE mail ADD COLUMN note text;
                    ALTER TABLE mail ADD COLUMN size_known boolean;
                    CREATE TABLE labels (mail_id uuid REFERENCES mail (id));
                    ALTER TABLE labels ADD COLUMN name text;
                    """),
            good(SEVERAL_HEAVY_LOCKS, """
                    ALTER TABLE people ADD COLUMN mail_id uuid,
                        ADD CONSTRAINT fk_people_mail_id FOREIGN KEY (mail_id) REFERENCES mail (id) NOT VALID;
                    """),
            bad(UNBOUNDED_UPDATE, """
                    ALTER TABLE mail ADD COLUMN note text;
                    UPDATE mail SET note = body;
                    """),
            bad(UNBOUNDED_UPDATE, """
                    WITH gone AS (DELETE FROM mail RETURNING id) SELECT count(*) FROM gone;
                    ALTER TABLE people ADD COLUMN note text;
                    """),
            good(UNBOUNDED_UPDATE, "UPDATE mail SET size = length(body) WHERE size IS NULL;"),
            good(UNBOUNDED_UPDATE, """
                    CREATE TABLE labels (name text);
                    UPDATE mail SET size = length(body) WHERE size IS NULL;
                    """),
            good(UNBOUNDED_UPDATE, "INSERT INTO people (id, name) VALUES (gen_random_uuid(), 'Ada');"),
            bad(LONG_EXCLUSIVE_LOCK, "TRUNCATE mail;"),
            bad(LONG_EXCLUSIVE_LOCK, "LOCK TABLE mail;"),
            bad(LONG_EXCLUSIVE_LOCK, "VACUUM FULL mail;"),
            bad(LONG_EXCLUSIVE_LOCK, "VACUUM (FULL, ANALYZE) mail;"),
            bad(LONG_EXCLUSIVE_LOCK, "CLUSTER mail USING ix_mail_sent_at;"),
            bad(LONG_EXCLUSIVE_LOCK, "ALTER TABLE mail SET UNLOGGED;"),
            bad(LONG_EXCLUSIVE_LOCK, "LOCK TABLE mail IN SHARE MODE;"),
            good(LONG_EXCLUSIVE_LOCK, "VACUUM ANALYZE mail;"),
            good(LONG_EXCLUSIVE_LOCK, "LOCK TABLE mail IN ROW EXCLUSIVE MODE;"),
            goodUndo(LONG_EXCLUSIVE_LOCK, "CREATE TABLE labels (name text); LOCK TABLE labels;"));

    private LockExamples() {}
}
