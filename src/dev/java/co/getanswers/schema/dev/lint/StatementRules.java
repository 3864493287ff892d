package co.getanswers.schema.dev.lint;

import co.getanswers.schema.Script;
import co.getanswers.schema.Statement;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Rules that the words of a script's statements decide. */
final class StatementRules {
    /** @param down whether it holds for undo scripts, too */
    private record Words(Rule rule, boolean down, Pattern pattern, String what, String safe) {
        Words(Rule rule, boolean down, String pattern, String what, String safe) {
            this(rule, down, Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.DOTALL), what, safe);
        }
    }

    private static final List<Words> ALL = List.of(
            new Words(
                    Rule.DROP_SCHEMA,
                    false,
                    "DROP (?:SCHEMA|DATABASE|OWNED)\\b.*",
                    "everything in it goes at once, and running instances fail",
                    "DROP of each object that nothing uses any more, by its name"),
            new Words(
                    Rule.TIMEOUT_OFF,
                    true,
                    "(?:ALTER (?:ROLE|USER|DATABASE) .*)?SET (?:LOCAL |SESSION )?(?:lock_timeout|statement_timeout)\\s*(?:=|TO\\b)\\s*(?:'?0+ ?\\w*'?|DEFAULT)"
                            + "|RESET (?:lock_timeout|statement_timeout|ALL)|DISCARD ALL"
                            + "|(?:SELECT|WITH)\\b.*\\bset_config\\s*\\(\\s*'(?:lock_timeout|statement_timeout)'\\s*,\\s*'0+ ?\\w*'.*",
                    "it waits for a lock without limit, and everybody behind it",
                    "--lock-timeout, which lets others pass and tries again"),
            new Words(
                    Rule.SEARCH_PATH,
                    true,
                    "SET (?:LOCAL |SESSION )?(?:search_path\\b|SCHEMA ').*|(?:SELECT|WITH)\\b.*\\bset_config\\s*\\(\\s*'search_path'.*",
                    "the names after it may mean other tables than before it, and check --database can't make the schema"
                            + " of the revisions elsewhere",
                    "names with their schema for what is elsewhere, and without one for the service's own tables"),
            new Words(
                    Rule.DROP_NOT_NULL,
                    false,
                    "ALTER TABLE .* DROP NOT NULL\\b.*",
                    "running instances find no value where there always was one",
                    "a release that expects it first; the revision with the next one"),
            new Words(
                    Rule.CONSTRAINT_NOT_VALID,
                    false,
                    "ALTER DOMAIN .* (?:ADD (?!.* NOT VALID\\b)|SET NOT NULL\\b).*",
                    "every table with a column of the domain is checked, and nobody can write to them meanwhile",
                    "ALTER DOMAIN … ADD CONSTRAINT … NOT VALID, and VALIDATE CONSTRAINT in the next revision"),
            new Words(
                    Rule.DROP_IN_USE,
                    false,
                    "ALTER (?:TYPE|DOMAIN|(?:MATERIALIZED )?VIEW) .* (?:RENAME (?!CONSTRAINT\\b)|SET SCHEMA\\b).*",
                    "running instances still use the old name, and fail",
                    "expand and contract: add the new one, release code that needs no other, and drop the old one in a"
                            + " revision of a later release"),
            new Words(
                    Rule.ATTACH_PARTITION,
                    false,
                    "ALTER TABLE .* ATTACH PARTITION\\b.*",
                    "the attached table is read under ACCESS EXCLUSIVE unless a CHECK proves the bounds",
                    "ADD CONSTRAINT … CHECK of the bounds NOT VALID, VALIDATE it in the next revision, then ATTACH"),
            new Words(
                    Rule.TRIGGERS_OFF,
                    true,
                    "ALTER TABLE .* DISABLE TRIGGER\\b.*"
                            + "|(?:ALTER (?:ROLE|USER|DATABASE) .*)?SET (?:LOCAL |SESSION )?session_replication_role\\b(?!.*\\b(?:origin|DEFAULT)\\b).*"
                            + "|(?:SELECT|WITH)\\b.*\\bset_config\\s*\\(\\s*'session_replication_role'.*",
                    "foreign keys are triggers: rows may come to refer to nothing, and nothing checks them later",
                    "statements in the order that the foreign keys need"),
            new Words(
                    Rule.REVOKE,
                    false,
                    "REVOKE\\b.*|ALTER (?:TABLE|VIEW|SEQUENCE|SCHEMA|TYPE|FUNCTION) .* OWNER TO\\b.*",
                    "running instances may lose a right that they use",
                    "a release that does without the right first"));

    private static final Pattern ROW_SECURITY = Pattern.compile(
            "ALTER TABLE (?:IF EXISTS )?(?:ONLY )?(?<table>\\S+) .*(?<!NO )(?:ENABLE|FORCE) ROW LEVEL SECURITY\\b.*");
    private static final Pattern DROP =
            Pattern.compile("DROP (?<kind>VIEW|MATERIALIZED VIEW|TYPE|DOMAIN) (?:IF EXISTS )?(?<names>.*)");
    private static final int LONGEST_NAME = 63;

    private StatementRules() {}

    static Stream<Violation> check(Script script, boolean undo) {
        var statements = script.statements();
        return statements.stream()
                .flatMap(statement -> Stream.of(
                                byWords(statement, undo),
                                undo ? Stream.<Violation>empty() : rowSecurity(statement, statements),
                                undo ? Stream.<Violation>empty() : dropped(statement, statements),
                                longNames(statement))
                        .flatMap(violations -> violations));
    }

    private static Stream<Violation> byWords(Statement statement, boolean undo) {
        return ALL.stream()
                .filter(words -> words.down() || !undo)
                .filter(words -> words.pattern().matcher(statement.code()).matches())
                .map(words -> words.rule().violation(statement.line(), words.what(), words.safe()));
    }

    private static Stream<Violation> rowSecurity(Statement statement, List<Statement> all) {
        var enabled = ROW_SECURITY.matcher(shape(statement));
        if (!enabled.matches()) {
            return Stream.empty();
        }
        var policy = Pattern.compile("CREATE POLICY .* ON " + Pattern.quote(enabled.group("table")) + "(?: .*)?");
        return all.stream().anyMatch(other -> policy.matcher(shape(other)).matches())
                ? Stream.empty()
                : Stream.of(Rule.ROW_SECURITY.violation(
                        statement.line(),
                        "without a policy nobody but the owner sees a row",
                        "CREATE POLICY in the same revision, and a test as the service's user"));
    }

    /** Finds views and types that are dropped, except those that the same script makes. */
    private static Stream<Violation> dropped(Statement statement, List<Statement> all) {
        var drop = DROP.matcher(shape(statement));
        if (!drop.matches()) {
            return Stream.empty();
        }
        return Stream.of(drop.group("names")
                        .replaceFirst(" (?:CASCADE|RESTRICT)$", "")
                        .split(" , "))
                .filter(name -> all.stream().noneMatch(other -> makes(other, drop.group("kind"), name)))
                .map(name -> Rule.DROP_IN_USE.violation(
                        statement.line(),
                        "running instances that use " + name.toLowerCase(Locale.ROOT) + " fail",
                        "expand and contract: release code that no longer needs it, and drop it in a revision of a later"
                                + " release"));
    }

    private static boolean makes(Statement statement, String kind, String name) {
        return shape(statement)
                .matches("CREATE (?:OR REPLACE |TEMP |TEMPORARY |RECURSIVE )*" + kind + " (?:IF NOT EXISTS )?"
                        + Pattern.quote(name) + "(?: .*)?");
    }

    private static Stream<Violation> longNames(Statement statement) {
        return statement.words().stream()
                .filter(word -> word.matches("(?s)[\\p{L}_\"].*"))
                .map(word -> word.startsWith("\"")
                        ? word.substring(1, word.length() - 1).replace("\"\"", "\"")
                        : word)
                .filter(name -> name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME)
                .distinct()
                .map(name -> Rule.NAME_TOO_LONG.violation(
                        statement.line(),
                        "the server cuts " + name.substring(0, 20) + "… after " + LONGEST_NAME
                                + " bytes, and two names may become one",
                        "a name of at most " + LONGEST_NAME + " bytes"));
    }

    private static String shape(Statement statement) {
        return String.join(" ", statement.words());
    }
}
