package co.getanswers.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The lock that a statement takes on a table, as PostgreSQL's documentation of explicit locking has it.
 *
 * @param table the name in the statement; with {@code ofIndex} the name of an index of the table
 */
record TableLock(String table, Mode mode, boolean ofIndex) {
    /** From the weakest to the strongest. */
    enum Mode {
        ROW_EXCLUSIVE("ROW EXCLUSIVE, which blocks neither readers nor writers of other rows"),
        SHARE_UPDATE_EXCLUSIVE("SHARE UPDATE EXCLUSIVE, which blocks neither readers nor writers"),
        SHARE("SHARE, which blocks writers"),
        SHARE_ROW_EXCLUSIVE("SHARE ROW EXCLUSIVE, which blocks writers"),
        ACCESS_EXCLUSIVE("ACCESS EXCLUSIVE, which blocks readers and writers");

        private final String words;

        Mode(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    private static final String NAME = "((?:\"[^\"]+\"|[\\w$.])+)";

    private record Form(Pattern pattern, Mode mode, boolean ofIndex) {
        Form(String pattern, Mode mode, boolean ofIndex) {
            this(Pattern.compile("(?i)" + pattern.replace("NAME", NAME)), mode, ofIndex);
        }
    }

    /** The first that fits counts. */
    private static final List<Form> FORMS = List.of(
            new Form(
                    "CREATE (?:UNIQUE )?INDEX CONCURRENTLY .*? ?ON (?:ONLY )?NAME.*",
                    Mode.SHARE_UPDATE_EXCLUSIVE,
                    false),
            new Form("CREATE (?:UNIQUE )?INDEX .*? ?ON (?:ONLY )?NAME.*", Mode.SHARE, false),
            new Form("DROP INDEX CONCURRENTLY (?:IF EXISTS )?NAME.*", Mode.SHARE_UPDATE_EXCLUSIVE, true),
            new Form("DROP INDEX (?:IF EXISTS )?NAME.*", Mode.ACCESS_EXCLUSIVE, true),
            new Form("REINDEX.* INDEX CONCURRENTLY NAME.*", Mode.SHARE_UPDATE_EXCLUSIVE, true),
            new Form(
                    "ALTER TABLE (?:IF EXISTS )?(?:ONLY )?NAME (?:VALIDATE CONSTRAINT \\S+(?:, )?)+",
                    Mode.SHARE_UPDATE_EXCLUSIVE,
                    false),
            new Form(
                    "ALTER TABLE (?:IF EXISTS )?(?:ONLY )?NAME ALTER (?:COLUMN )?\\S+ SET STATISTICS.*",
                    Mode.SHARE_UPDATE_EXCLUSIVE,
                    false),
            new Form(
                    "ALTER TABLE (?:IF EXISTS )?(?:ONLY )?NAME ADD CONSTRAINT \\S+ FOREIGN KEY.*",
                    Mode.SHARE_ROW_EXCLUSIVE,
                    false),
            new Form("ALTER TABLE (?:IF EXISTS )?(?:ONLY )?NAME.*", Mode.ACCESS_EXCLUSIVE, false),
            new Form("DROP TABLE (?:IF EXISTS )?NAME.*", Mode.ACCESS_EXCLUSIVE, false),
            new Form("TRUNCATE (?:TABLE )?(?:ONLY )?NAME.*", Mode.ACCESS_EXCLUSIVE, false),
            new Form("DROP TRIGGER (?:IF EXISTS )?\\S+ ON NAME.*", Mode.ACCESS_EXCLUSIVE, false),
            new Form(
                    "CREATE (?:OR REPLACE )?(?:CONSTRAINT )?TRIGGER \\S+ .*? ON NAME.*",
                    Mode.SHARE_ROW_EXCLUSIVE,
                    false),
            new Form("(?:CREATE|ALTER|DROP) POLICY .*? ON NAME.*", Mode.ACCESS_EXCLUSIVE, false),
            new Form("UPDATE (?:ONLY )?NAME.*", Mode.ROW_EXCLUSIVE, false),
            new Form("DELETE FROM (?:ONLY )?NAME.*", Mode.ROW_EXCLUSIVE, false),
            new Form("INSERT INTO NAME.*", Mode.ROW_EXCLUSIVE, false),
            new Form("CLUSTER (?:VERBOSE )?NAME.*", Mode.ACCESS_EXCLUSIVE, false),
            new Form("VACUUM (?:\\(?FULL\\)?) NAME.*", Mode.ACCESS_EXCLUSIVE, false),
            new Form("(?:VACUUM|ANALYZE) NAME.*", Mode.SHARE_UPDATE_EXCLUSIVE, false));

    private static final Pattern REFERENCES = Pattern.compile("(?i)\\bREFERENCES " + NAME);
    private static final Pattern DROPPED_TABLES =
            Pattern.compile("(?i)DROP TABLE (?:IF EXISTS )?(?<names>[^;]+?)(?: CASCADE| RESTRICT)?");

    /** The locks of a statement on tables that may be in use; none for what locks no table. */
    static List<TableLock> of(Statement statement) {
        var code = statement.code();
        var locks = new ArrayList<TableLock>();
        var dropped = DROPPED_TABLES.matcher(code);
        if (dropped.matches()) {
            for (var name : dropped.group("names").split(",\\s*")) {
                locks.add(new TableLock(name, Mode.ACCESS_EXCLUSIVE, false));
            }
            return locks;
        }
        for (var form : FORMS) {
            var match = form.pattern.matcher(code);
            if (match.matches()) {
                locks.add(new TableLock(match.group(1), form.mode, form.ofIndex));
                break;
            }
        }
        if (code.matches("(?i)(ALTER|CREATE) TABLE .*")) {
            var referenced = REFERENCES.matcher(code);
            while (referenced.find()) {
                locks.add(new TableLock(referenced.group(1), Mode.SHARE_ROW_EXCLUSIVE, false));
            }
        }
        return locks;
    }
}
