package co.getanswers.schema.dev.lint;

import static co.getanswers.schema.dev.lint.Example.bad;
import static co.getanswers.schema.dev.lint.Example.badUndo;
import static co.getanswers.schema.dev.lint.Example.good;
import static co.getanswers.schema.dev.lint.Example.goodUndo;
import static co.getanswers.schema.dev.lint.Rule.ALLOW_UNKNOWN;
import static co.getanswers.schema.dev.lint.Rule.ALLOW_UNUSED;
import static co.getanswers.schema.dev.lint.Rule.ALLOW_WITHOUT_REASON;
import static co.getanswers.schema.dev.lint.Rule.MISSING_UNDO;
import static co.getanswers.schema.dev.lint.Rule.REFUSED;
import static co.getanswers.schema.dev.lint.Rule.UNDO_LOSES_DATA;
import static co.getanswers.schema.dev.lint.Rule.UNREAD;

import java.util.List;

final class ScriptExamples {
    private static final String ADDS = "ALTER TABLE mail ADD COLUMN note text;";

    static final List<Example> ALL = List.of(
            new Example(MISSING_UNDO, true, ADDS, null),
            new Example(MISSING_UNDO, false, ADDS, ""),
            new Example(MISSING_UNDO, false, "-- lint:allow missing-undo: it stays.\n" + ADDS, null),
            badUndo(UNDO_LOSES_DATA, "ALTER TABLE mail DROP COLUMN body;"),
            badUndo(UNDO_LOSES_DATA, "DROP TABLE people;"),
            badUndo(UNDO_LOSES_DATA, "DELETE FROM mail;"),
            badUndo(UNDO_LOSES_DATA, "UPDATE mail SET size = NULL;"),
            goodUndo(UNDO_LOSES_DATA, "ALTER TABLE mail DROP CONSTRAINT ck_mail_size;"),
            goodUndo(UNDO_LOSES_DATA, """
                    -- lint:allow undo-loses-data: the sizes, which can be counted again.
                    UPDATE mail SET size = NULL;
                    """),
            good(UNDO_LOSES_DATA, "UPDATE mail SET size = 0 WHERE size IS NULL;"),
            bad(REFUSED, "CREATE TABLE other (id uuid); COMMIT;"),
            badUndo(REFUSED, "ROLLBACK;"),
            good(REFUSED, "SAVEPOINT one; CREATE TABLE other (id uuid); ROLLBACK TO one;"),
            bad(UNREAD, "DO $$ BEGIN DROP TABLE mail; END $$;"),
            bad(UNREAD, "CALL drop_everything();"),
            bad(UNREAD, "ALTER TABLE mail FROBNICATE;"),
            good(UNREAD, """
                    CREATE TABLE labels (name text, weight integer);
                    COPY labels (name, weight) FROM stdin;
                    it's; DROP TABLE mail; -- a row\t1
                    $$\t2
                    \\.
                    CREATE INDEX ix_labels_name ON labels (name);
                    """),
            bad(UNREAD, """
                    CREATE TABLE labels (name text);
                    COPY labels FROM stdin;
                    one
                    \\.
                    ALTER TABLE labels FROBNICATE;
                    """),
            good(UNREAD, """
                    CREATE FUNCTION twice(given integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$
                        SELECT given * 2; -- not run here; neither is DROP TABLE mail;
                    $$;
                    """),
            bad(ALLOW_WITHOUT_REASON, "-- lint:allow long-exclusive-lock\nLOCK TABLE mail;"),
            bad(ALLOW_WITHOUT_REASON, "-- lint:allow long-exclusive-lock:\nLOCK TABLE mail;"),
            good(ALLOW_WITHOUT_REASON, "-- lint:allow long-exclusive-lock: nobody works on Sundays.\nLOCK TABLE mail;"),
            bad(ALLOW_UNKNOWN, "-- lint:allow everything: because.\nSELECT 1;"),
            bad(ALLOW_UNKNOWN, "-- lint:allow allow-unused: because.\nSELECT 1;"),
            good(ALLOW_UNKNOWN, "-- Says lint:allow everything: only in passing.\nSELECT 1;"),
            bad(ALLOW_UNUSED, "-- lint:allow drop-in-use: nobody uses it.\n" + ADDS),
            good(ALLOW_UNUSED, "-- lint:allow drop-in-use: nobody uses it.\nALTER TABLE mail DROP COLUMN body;"));

    private ScriptExamples() {}
}
