package co.getanswers.schema.dev.lint;

import static co.getanswers.schema.dev.lint.Example.bad;
import static co.getanswers.schema.dev.lint.Example.good;
import static co.getanswers.schema.dev.lint.Example.goodUndo;
import static co.getanswers.schema.dev.lint.Rule.CONSTRAINT_NOT_VALID;
import static co.getanswers.schema.dev.lint.Rule.REWRITING_DEFAULT;
import static co.getanswers.schema.dev.lint.Rule.REWRITING_TYPE;
import static co.getanswers.schema.dev.lint.Rule.SET_NOT_NULL;
import static co.getanswers.schema.dev.lint.Rule.STALE_PLANS;
import static co.getanswers.schema.dev.lint.Rule.VALIDATE_IN_SAME_REVISION;
import static co.getanswers.schema.dev.lint.Rule.VALUES_REMOVED;

import java.util.List;

/** Examples of types and defaults, which {@link RewriteTest} tries on PostgreSQL, too. */
final class ColumnExamples {
    static final List<Example> ALL = List.of(
            bad(SET_NOT_NULL, "ALTER TABLE mail ALTER COLUMN body SET NOT NULL;"),
            bad(SET_NOT_NULL, "ALTER TABLE mail ALTER COLUMN size SET NOT NULL;"),
            bad(SET_NOT_NULL, "ALTER TABLE mail ADD COLUMN note text NOT NULL;"),
            bad(SET_NOT_NULL, """
                    ALTER TABLE mail
                        ALTER COLUMN person_id SET NOT NULL,
                        DROP CONSTRAINT ck_mail_person_id;
                    """),
            good(SET_NOT_NULL, """
                    ALTER TABLE mail ALTER COLUMN person_id SET NOT NULL;
                    ALTER TABLE mail DROP CONSTRAINT ck_mail_person_id;
                    """),
            good(SET_NOT_NULL, "ALTER TABLE people ALTER COLUMN name SET NOT NULL;"),
            good(SET_NOT_NULL, "ALTER TABLE mail ADD COLUMN note text NOT NULL DEFAULT '';"),
            good(SET_NOT_NULL, "CREATE TABLE labels (name text); ALTER TABLE labels ALTER name SET NOT NULL;"),
            bad(REWRITING_DEFAULT, "ALTER TABLE mail ADD COLUMN key uuid DEFAULT gen_random_uuid();"),
            bad(REWRITING_DEFAULT, "ALTER TABLE mail ADD COLUMN number bigserial;"),
            good(REWRITING_DEFAULT, "ALTER TABLE mail ADD COLUMN at timestamptz NOT NULL DEFAULT now();"),
            good(REWRITING_DEFAULT, """
                    ALTER TABLE mail ADD COLUMN key uuid;
                    ALTER TABLE mail ALTER COLUMN key SET DEFAULT gen_random_uuid();
                    """),
            bad(REWRITING_TYPE, "ALTER TABLE mail ALTER COLUMN size TYPE bigint;"),
            bad(REWRITING_TYPE, "ALTER TABLE mail ALTER COLUMN of_other_scripts TYPE text;"),
            bad(REWRITING_TYPE, "ALTER TABLE mail ALTER COLUMN body TYPE jsonb USING body::jsonb;"),
            bad(REWRITING_TYPE, "ALTER TABLE mail ALTER COLUMN read_at TYPE timestamptz;"),
            bad(
                    REWRITING_TYPE,
                    "SET TIME ZONE 'Europe/Paris'; ALTER TABLE mail ALTER COLUMN read_at TYPE timestamptz;"),
            good(REWRITING_TYPE, """
                    SET LOCAL TIME ZONE 'UTC';
                    -- lint:allow stale-plans: nothing reads the column yet.
                    ALTER TABLE mail ALTER COLUMN read_at TYPE timestamptz;
                    """),
            bad(STALE_PLANS, "ALTER TABLE mail ALTER COLUMN subject TYPE varchar(200);"),
            bad(STALE_PLANS, "ALTER TABLE mail ALTER COLUMN subject TYPE text;"),
            good(STALE_PLANS, "ALTER TABLE mail ALTER COLUMN subject TYPE varchar(100);"),
            goodUndo(STALE_PLANS, "ALTER TABLE mail ALTER COLUMN subject TYPE varchar(200);"),
            bad(CONSTRAINT_NOT_VALID, "ALTER TABLE mail ADD CONSTRAINT ck_mail_cost CHECK (cost >= 0);"),
            bad(CONSTRAINT_NOT_VALID, """
                    ALTER TABLE mail ADD CONSTRAINT fk_mail_id FOREIGN KEY (id) REFERENCES people (id);"""),
            bad(CONSTRAINT_NOT_VALID, "ALTER TABLE mail ADD COLUMN pages integer CHECK (pages > 0);"),
            good(CONSTRAINT_NOT_VALID, "ALTER TABLE mail ADD CONSTRAINT ck_mail_cost CHECK (cost >= 0) NOT VALID;"),
            good(CONSTRAINT_NOT_VALID, "ALTER TABLE mail ADD COLUMN reader_id uuid REFERENCES people (id);"),
            good(CONSTRAINT_NOT_VALID, """
                    CREATE TABLE labels (name text);
                    ALTER TABLE labels ADD CONSTRAINT ck_labels_name CHECK (name <> '');
                    """),
            bad(VALIDATE_IN_SAME_REVISION, """
                    ALTER TABLE mail ADD CONSTRAINT ck_mail_cost CHECK (cost >= 0) NOT VALID;
                    ALTER TABLE mail VALIDATE CONSTRAINT ck_mail_cost;
                    """),
            bad(VALIDATE_IN_SAME_REVISION, """
                    ALTER TABLE mail
                        ADD COLUMN note text,
                        VALIDATE CONSTRAINT ck_mail_size;
                    """),
            bad(VALIDATE_IN_SAME_REVISION, """
                    ALTER TABLE mail ADD CONSTRAINT fk_mail_id FOREIGN KEY (id) REFERENCES people (id) NOT VALID;
                    ALTER TABLE mail VALIDATE CONSTRAINT fk_mail_id;
                    """),
            good(VALIDATE_IN_SAME_REVISION, "ALTER TABLE mail VALIDATE CONSTRAINT ck_mail_size;"),
            good(VALIDATE_IN_SAME_REVISION, """
                    ALTER TABLE mail VALIDATE CONSTRAINT ck_mail_size;
                    ALTER TABLE mail ALTER COLUMN size SET NOT NULL;
                    """),
            bad(VALUES_REMOVED, """
                    ALTER TABLE mail
                        DROP CONSTRAINT ck_mail_subject,
                        ADD CONSTRAINT ck_mail_subject CHECK (subject IN ('new', 'read')) NOT VALID;
                    """),
            bad(VALUES_REMOVED, """
                    ALTER TABLE mail DROP CONSTRAINT ck_mail_subject;
                    ALTER TABLE mail ADD CONSTRAINT ck_mail_subjects CHECK (subject = 'new') NOT VALID;
                    """),
            good(VALUES_REMOVED, """
                    ALTER TABLE mail
                        DROP CONSTRAINT ck_mail_subject,
                        ADD CONSTRAINT ck_mail_subject CHECK (subject IN ('new', 'old', 'read')) NOT VALID;
                    """),
            good(VALUES_REMOVED, "ALTER TABLE mail DROP CONSTRAINT ck_mail_subject;"),
            good(VALUES_REMOVED, """
                    ALTER TABLE mail
                        DROP CONSTRAINT ck_mail_subject,
                        ADD CONSTRAINT ck_mail_body CHECK (body <> '') NOT VALID;
                    """));

    private ColumnExamples() {}
}
