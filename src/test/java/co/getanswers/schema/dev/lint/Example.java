package co.getanswers.schema.dev.lint;

import co.getanswers.schema.Revision;
import co.getanswers.schema.Script;
import java.util.List;
import java.util.Optional;

/**
 * A revision 002 on the tables of 001, and what lint should say of it.
 *
 * @param undo null where the revision has none
 */
record Example(Rule rule, boolean bad, String up, String undo) {
    static final String TABLES = """
            CREATE TABLE people (
                id uuid PRIMARY KEY,
                name varchar(100) NOT NULL
            );
            CREATE TABLE mail (
                id uuid PRIMARY KEY,
                person_id uuid,
                subject varchar(100),
                body text,
                size integer,
                cost numeric(8, 2),
                sent_at timestamp,
                read_at timestamp,
                CONSTRAINT fk_mail_person_id FOREIGN KEY (person_id) REFERENCES people (id),
                CONSTRAINT ck_mail_person_id CHECK (person_id IS NOT NULL),
                CONSTRAINT ck_mail_subject CHECK (subject IN ('new', 'old'))
            );
            ALTER TABLE mail ADD CONSTRAINT ck_mail_size CHECK (size IS NOT NULL AND size > 0) NOT VALID;
            CREATE INDEX ix_mail_sent_at ON mail (sent_at);
            """;

    static Example bad(Rule rule, String up) {
        return new Example(rule, true, up, "SELECT 1;");
    }

    static Example good(Rule rule, String up) {
        return new Example(rule, false, up, "SELECT 1;");
    }

    static Example badUndo(Rule rule, String undo) {
        return new Example(rule, true, "SELECT 1;", undo);
    }

    static Example goodUndo(Rule rule, String undo) {
        return new Example(rule, false, "SELECT 1;", undo);
    }

    List<Finding> findings() {
        return findings(TABLES, up, undo);
    }

    /** The findings in the second of two revisions; the first makes the tables. */
    static List<Finding> findings(String tables, String up) {
        return findings(tables, up, "SELECT 1;");
    }

    private static List<Finding> findings(String tables, String up, String undo) {
        var released = revision("001", tables, "SELECT 1;");
        return Lint.check(List.of(released, revision("002", up, undo)), Optional.of(released));
    }

    private static Revision revision(String id, String up, String undo) {
        return new Revision(
                id,
                "example",
                script("V" + id + "__example.sql", up),
                Optional.ofNullable(undo).map(sql -> script("U" + id + "__example.sql", sql)),
                "V" + id + "__example.sql");
    }

    private static Script script(String name, String sql) {
        return new Script(name, sql);
    }

    @Override
    public String toString() {
        return rule.id()
                + (bad ? ", bad: " : ", good: ")
                + (undo == null || undo.equals("SELECT 1;") ? up : undo).strip();
    }
}
