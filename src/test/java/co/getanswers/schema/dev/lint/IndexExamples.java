package co.getanswers.schema.dev.lint;

import static co.getanswers.schema.dev.lint.Example.bad;
import static co.getanswers.schema.dev.lint.Example.badUndo;
import static co.getanswers.schema.dev.lint.Example.good;
import static co.getanswers.schema.dev.lint.Rule.CONCURRENT_LEFTOVER;
import static co.getanswers.schema.dev.lint.Rule.CONCURRENT_MIXED;
import static co.getanswers.schema.dev.lint.Rule.INDEX_NOT_CONCURRENT;

import java.util.List;

final class IndexExamples {
    static final List<Example> ALL = List.of(
            bad(INDEX_NOT_CONCURRENT, "CREATE INDEX ix_mail_size ON mail (size);"),
            bad(INDEX_NOT_CONCURRENT, "CREATE UNIQUE INDEX ix_mail_size ON public.mail (size);"),
            bad(INDEX_NOT_CONCURRENT, "DROP INDEX ix_mail_sent_at;"),
            bad(INDEX_NOT_CONCURRENT, "REINDEX INDEX ix_mail_sent_at;"),
            bad(INDEX_NOT_CONCURRENT, "ALTER TABLE mail ADD CONSTRAINT uq_mail_size UNIQUE (size);"),
            bad(INDEX_NOT_CONCURRENT, "ALTER TABLE mail ADD COLUMN message_id text UNIQUE;"),
            bad(INDEX_NOT_CONCURRENT, """
                    ALTER TABLE mail ADD CONSTRAINT ex_mail_size EXCLUDE USING btree (size WITH =);"""),
            badUndo(INDEX_NOT_CONCURRENT, "DROP INDEX ix_mail_sent_at;"),
            good(INDEX_NOT_CONCURRENT, """
                    CREATE TABLE labels (id uuid PRIMARY KEY, name text);
                    CREATE INDEX ix_labels_name ON labels (name);
                    ALTER TABLE labels ADD CONSTRAINT uq_labels_name UNIQUE (name);
                    """),
            good(INDEX_NOT_CONCURRENT, """
                    ALTER TABLE mail ADD CONSTRAINT uq_mail_size UNIQUE USING INDEX ix_mail_size;"""),
            good(INDEX_NOT_CONCURRENT, "DROP INDEX CONCURRENTLY IF EXISTS ix_mail_sent_at;"),
            good(INDEX_NOT_CONCURRENT, "REINDEX INDEX CONCURRENTLY ix_mail_sent_at;"),
            bad(CONCURRENT_LEFTOVER, "CREATE INDEX CONCURRENTLY ix_mail_size ON mail (size);"),
            bad(CONCURRENT_LEFTOVER, "CREATE INDEX CONCURRENTLY IF NOT EXISTS ix_mail_size ON mail (size);"),
            bad(CONCURRENT_LEFTOVER, """
                    DROP INDEX CONCURRENTLY IF EXISTS ix_another;
                    CREATE INDEX CONCURRENTLY ix_mail_size ON mail (size);
                    """),
            badUndo(CONCURRENT_LEFTOVER, "CREATE INDEX CONCURRENTLY ix_mail_size ON mail (size);"),
            good(CONCURRENT_LEFTOVER, """
                    DROP INDEX CONCURRENTLY IF EXISTS ix_mail_size;
                    CREATE INDEX CONCURRENTLY ix_mail_size ON mail (size);
                    """),
            bad(CONCURRENT_MIXED, """
                    ALTER TABLE mail ADD COLUMN note text;
                    DROP INDEX CONCURRENTLY IF EXISTS ix_mail_note;
                    CREATE INDEX CONCURRENTLY ix_mail_note ON mail (note);
                    """),
            good(CONCURRENT_MIXED, """
                    DROP INDEX CONCURRENTLY IF EXISTS ix_mail_size;
                    CREATE INDEX CONCURRENTLY ix_mail_size ON mail (size);
                    DROP INDEX CONCURRENTLY IF EXISTS ix_mail_sent_at;
                    """));

    private IndexExamples() {}
}
