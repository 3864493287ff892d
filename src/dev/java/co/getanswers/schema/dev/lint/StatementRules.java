package co.getanswers.schema.dev.lint;

import co.getanswers.schema.Script;
import co.getanswers.schema.Statement;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Rules that a statement's words alone decide, for scripts that go up. */
final class StatementRules {
    private record Words(Rule rule, Pattern pattern, String what, String safe) {
        Words(Rule rule, String pattern, String what, String safe) {
            this(rule, Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.DOTALL), what, safe);
        }
    }

    private static final List<Words> ALL = List.of(
            new Words(
                    Rule.DROP_SCHEMA,
                    "DROP (?:SCHEMA|DATABASE|OWNED)\\b.*",
                    "everything in it goes at once, and running instances fail",
                    "DROP of each object that nothing uses any more, by its name"),
            new Words(
                    Rule.TIMEOUT_OFF,
                    "SET (?:LOCAL |SESSION )?(?:lock_timeout|statement_timeout) (?:= ?|TO )'?0 ?\\w*'?",
                    "it waits for a lock without limit, and everybody behind it",
                    "--lock-timeout, which lets others pass and tries again"),
            new Words(
                    Rule.DROP_NOT_NULL,
                    "ALTER TABLE .* DROP NOT NULL\\b.*",
                    "running instances find no value where there always was one",
                    "a release that expects it first; the revision with the next one"),
            new Words(
                    Rule.ROW_SECURITY,
                    "ALTER TABLE .*(?<!NO )(?:ENABLE|FORCE) ROW LEVEL SECURITY\\b.*",
                    "without a policy nobody but the owner sees a row",
                    "CREATE POLICY in the same revision, before it, and a test as the service's user"),
            new Words(
                    Rule.ATTACH_PARTITION,
                    "ALTER TABLE .* ATTACH PARTITION\\b.*",
                    "the attached table is read under ACCESS EXCLUSIVE unless a CHECK proves the bounds",
                    "ADD CONSTRAINT … CHECK of the bounds NOT VALID, VALIDATE it in the next revision, then ATTACH"),
            new Words(
                    Rule.REVOKE,
                    "REVOKE\\b.*",
                    "running instances lose a right that they use",
                    "a release that does without the right first"),
            new Words(
                    Rule.WHOLE_TABLE_WRITE,
                    "(?:UPDATE (?!.* WHERE ).* SET .*|DELETE FROM (?!.* WHERE ).*)",
                    "every row is locked and written in one transaction",
                    "a WHERE that finds what is still to be done, in portions"));

    /** The findings of scripts that are older than these rules, and can't be edited any more. */
    private static final Map<String, Rule> OLDER_SCRIPTS = Map.of(
            "V007__conversations_columns.sql", Rule.DROP_NOT_NULL,
            "V024__require_messages_owner.sql", Rule.DROP_NOT_NULL,
            "V028__carry_over_sign_in.sql", Rule.WHOLE_TABLE_WRITE);

    private StatementRules() {}

    static Stream<Violation> check(Script script, ParsedScript parsed) {
        return script.statements().stream()
                .filter(statement -> !fillsNewTable(statement, parsed))
                .flatMap(statement -> ALL.stream()
                        .filter(words -> matches(words, statement))
                        .filter(words -> OLDER_SCRIPTS.get(script.name()) != words.rule())
                        .map(words -> words.rule().violation(statement.line(), words.what(), words.safe())));
    }

    /** True if it changes rows of a table that the script itself makes. */
    private static boolean fillsNewTable(Statement statement, ParsedScript parsed) {
        return parsed.changes().stream()
                .filter(Change.CreateTable.class::isInstance)
                .map(Change.CreateTable.class::cast)
                .anyMatch(create -> statement
                        .code()
                        .matches("(?is)(?:UPDATE|DELETE FROM) (?:ONLY )?(?:public\\.)?" + Pattern.quote(create.table())
                                + "\\b.*"));
    }

    private static boolean matches(Words words, Statement statement) {
        return words.pattern().matcher(statement.code()).matches();
    }
}
