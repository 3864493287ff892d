package co.getanswers.schema.dev.lint;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The rules of lint; people write their names in kebab case. */
public enum Rule {
    INDEX_NOT_CONCURRENT("an index of a table in use is built or dropped without CONCURRENTLY"),
    CONCURRENT_LEFTOVER("a concurrent build does not first drop the invalid index of an interrupted one"),
    CONCURRENT_MIXED("concurrent and transactional statements stand in one file"),
    SET_NOT_NULL("NOT NULL without a validated CHECK that proves it, or on a new column without a default"),
    REWRITING_DEFAULT("a new column computes a value for each row, which rewrites the table"),
    REWRITING_TYPE("a change of type rewrites the table or rebuilds its indexes"),
    STALE_PLANS("a change of type keeps the rows, but not the statements that running instances have prepared"),
    CONSTRAINT_NOT_VALID("a foreign key or CHECK is added to a table in use, or to a domain, without NOT VALID"),
    VALIDATE_IN_SAME_REVISION("a constraint is validated under the lock of the change before it"),
    DROP_IN_USE("a table, column, view or type is dropped or renamed while running instances use it"),
    VALUES_REMOVED("a CHECK no longer allows a value that running instances write"),
    SEVERAL_HEAVY_LOCKS("one transaction holds ACCESS EXCLUSIVE on more than one table in use"),
    UNBOUNDED_UPDATE("rows are changed in the transaction that holds ACCESS EXCLUSIVE on a table in use"),
    LONG_EXCLUSIVE_LOCK(
            "a statement blocks a table in use for as long as it works: TRUNCATE, LOCK, VACUUM FULL," + " CLUSTER"),
    REFUSED("a script that upgrade or downgrade refuses to run"),
    DROP_SCHEMA("a schema, a database or all that a role owns is dropped"),
    TIMEOUT_OFF("a script sets lock_timeout or statement_timeout to 0"),
    SEARCH_PATH("a script sets search_path"),
    NAME_TOO_LONG("a name is longer than 63 bytes, and the server cuts it"),
    DROP_NOT_NULL("a column may be null that running instances never saw null"),
    ROW_SECURITY("row level security is enabled, which hides rows without a policy"),
    ATTACH_PARTITION("a partition is attached, which reads it under a lock"),
    TRIGGERS_OFF("triggers are disabled, those of foreign keys among them"),
    REVOKE("a right is revoked, or an owner changed, that running instances may need"),
    WHOLE_TABLE_WRITE("all rows of a table are changed or deleted in one statement"),
    MISSING_UNDO("a revision has no undo script"),
    UNDO_LOSES_DATA("an undo drops a table or column, or deletes or overwrites rows"),
    UNREAD("a statement that lint can't analyse: a DO block, a CALL, SQL that its grammar does not know"),
    ALLOW_WITHOUT_REASON("a lint:allow gives no reason"),
    ALLOW_UNKNOWN("a lint:allow names no rule, or one that can't be silenced"),
    ALLOW_UNUSED("a lint:allow silences nothing");

    private final String summary;

    Rule(String summary) {
        this.summary = summary;
    }

    /** The name in kebab case. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** One line for {@code migrate lint --rules}. */
    public String summary() {
        return summary;
    }

    /** False for the rules about {@code lint:allow} itself. */
    boolean canBeAllowed() {
        return this != REFUSED && this != ALLOW_WITHOUT_REASON && this != ALLOW_UNKNOWN && this != ALLOW_UNUSED;
    }

    static Optional<Rule> named(String id) {
        return Arrays.stream(values()).filter(rule -> rule.id().equals(id)).findFirst();
    }

    Violation violation(int line, String what, String safe) {
        return new Violation(line, this, what, safe);
    }
}
