package co.getanswers.schema.dev.generate;

import co.getanswers.schema.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Divides the statements of a difference into steps, each of which becomes a revision. Indexes of existing tables are
 * built and dropped concurrently, each in a step of its own; a constraint of such a table is added NOT VALID, and
 * validated in a later step; a new enum value can't be used before its step is committed.
 */
final class StepPlanner {
    private static final Pattern CREATE_INDEX =
            Pattern.compile("CREATE (?<unique>UNIQUE )?INDEX (?<name>\\S+) ON (?<table>\\S+) .*", Pattern.DOTALL);
    private static final Pattern DROP_INDEX = Pattern.compile("DROP INDEX (?<name>\\S+)");
    private static final Pattern ADD_CHECKING_CONSTRAINT = Pattern.compile(
            "ALTER TABLE (?<table>\\S+)\\s+ADD CONSTRAINT \\S+ (?:CHECK|FOREIGN KEY) .*", Pattern.DOTALL);

    private static final Pattern ALTER_TABLE = Pattern.compile("ALTER TABLE (?<table>\\S+)\\s");
    private static final Pattern NAMED_OBJECT = Pattern.compile(
            "(?:CREATE (?:UNIQUE )?INDEX|DROP INDEX|ALTER TABLE \\S+\\s+(?:ADD|DROP) CONSTRAINT) (?<name>\\S+)");

    private static final Pattern BESIDE_TABLES = Pattern.compile(
            "(?:CREATE|DROP) (?!TABLE |UNLOGGED |INDEX |UNIQUE |TYPE |CAST |SEQUENCE ).*", Pattern.DOTALL);

    private StepPlanner() {}

    /**
     * @param tableOfIndex of the existing indexes
     * @param tables the existing tables
     */
    static List<Step> plan(List<String> statements, Map<String, String> tableOfIndex, Set<String> tables) {
        var dropped = statements.stream()
                .filter(statement -> statement.startsWith("DROP TABLE "))
                .map(statement -> statement.substring("DROP TABLE ".length()))
                .collect(Collectors.toSet());
        var values = new ArrayList<String>();
        var drops = new HashMap<String, String>();
        var creates = new ArrayList<Step>();
        var rest = new ArrayList<String>();
        for (var statement : statements) {
            var create = CREATE_INDEX.matcher(statement);
            var drop = DROP_INDEX.matcher(statement);
            var constraint = ADD_CHECKING_CONSTRAINT.matcher(statement);
            if (statement.matches("(?s)ALTER TYPE \\S+\\s+ADD VALUE .*")) {
                values.add(statement);
            } else if (create.matches() && tables.contains(create.group("table"))) {
                creates.add(new Step("create " + create.group("name"), concurrently(statement)));
                drops.remove(create.group("name"));
            } else if (drop.matches() && tables.contains(tableOfIndex.get(drop.group("name")))) {
                if (!dropped.contains(tableOfIndex.get(drop.group("name")))) {
                    drops.put(drop.group("name"), statement);
                }
            } else if (constraint.matches() && tables.contains(constraint.group("table"))) {
                rest.add(statement + " NOT VALID");
            } else if (!goesWithItsTable(statement, dropped)) {
                rest.add(statement);
            }
        }
        return Stream.of(
                        values.stream().map(value -> new Step("values", List.of(value))),
                        drops.keySet().stream()
                                .sorted()
                                .map(index -> new Step("drop " + index, concurrently(drops.get(index)))),
                        byTable(rest, tables, dropped).stream(),
                        creates.stream())
                .flatMap(steps -> steps)
                .filter(step -> !step.up().isEmpty())
                .toList();
    }

    /** One existing table per step: a transaction that waits for a second table's lock blocks the first. */
    private static List<Step> byTable(List<String> statements, Set<String> tables, Set<String> dropped) {
        if (statements.stream().anyMatch(BESIDE_TABLES.asMatchPredicate())) {
            // A view that is made anew for a change of its table has to go first and to come back last.
            return List.of(new Step("", statements));
        }
        var first = new ArrayList<String>();
        var last = new ArrayList<String>();
        var altered = new TreeMap<String, List<String>>();
        for (var statement : statements) {
            var table = altered(statement);
            if (statement.startsWith("DROP ") || dropped.contains(table)) {
                last.add(statement);
            } else if (tables.contains(table)) {
                altered.computeIfAbsent(table, none -> new ArrayList<>()).add(statement);
            } else {
                first.add(statement);
            }
        }
        var steps = new ArrayList<Step>();
        steps.add(new Step("create", first));
        altered.forEach((table, alters) -> steps.add(new Step(table, alters)));
        steps.add(new Step("drop", last));
        steps.removeIf(step -> step.up().isEmpty());
        return steps.size() == 1 ? List.of(new Step("", steps.get(0).up())) : steps;
    }

    /** One table per step for validations, too. */
    static List<Step> validations(List<String> statements) {
        var tables = new TreeMap<String, List<String>>();
        statements.forEach(statement -> tables.computeIfAbsent(altered(statement), none -> new ArrayList<>())
                .add(statement));
        return tables.entrySet().stream()
                .map(table ->
                        new Step(tables.size() == 1 ? "validate" : "validate " + table.getKey(), table.getValue()))
                .toList();
    }

    /** The table of an ALTER TABLE; empty for other statements. */
    private static String altered(String statement) {
        var alter = ALTER_TABLE.matcher(statement);
        return alter.lookingAt() ? alter.group("table") : "";
    }

    /** The concurrent form of an index statement, which blocks no writers and can be repeated when interrupted. */
    static List<String> concurrently(String statement) {
        var create = CREATE_INDEX.matcher(statement);
        return create.matches()
                ? List.of(
                        "DROP INDEX CONCURRENTLY IF EXISTS " + create.group("name"),
                        statement.replaceFirst(" INDEX ", " INDEX CONCURRENTLY "))
                : List.of(statement.replaceFirst("^DROP INDEX ", "DROP INDEX CONCURRENTLY IF EXISTS "));
    }

    /** Leaves out what would be recreated unchanged: PostgreSQL does that when a column's type changes. */
    static List<String> withoutRebuilt(List<String> statements, Catalog from, Catalog to) {
        return statements.stream()
                .filter(statement -> {
                    var made = NAMED_OBJECT.matcher(statement);
                    return !made.lookingAt() || !from.hasSame(made.group("name"), to);
                })
                .toList();
    }

    static boolean isConcurrent(String statement) {
        return Statement.split(statement).stream().anyMatch(part -> !part.transactional());
    }

    static boolean isIndexStatement(String statement) {
        return CREATE_INDEX.matcher(statement).matches()
                || DROP_INDEX.matcher(statement).matches();
    }

    /**
     * True for dropping a key or CHECK of a dropped table, which goes with it. A foreign key may have to go first,
     * where two tables refer to each other.
     */
    private static boolean goesWithItsTable(String statement, Set<String> dropped) {
        var constraint = Pattern.compile("ALTER TABLE (\\S+)\\s+DROP CONSTRAINT (?!fk_)\\S+")
                .matcher(statement);
        return constraint.matches() && dropped.contains(constraint.group(1));
    }
}
