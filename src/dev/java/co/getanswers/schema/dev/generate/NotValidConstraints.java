package co.getanswers.schema.dev.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Constraints that are NOT VALID: new rows must satisfy them, existing ones were not checked. */
final class NotValidConstraints {
    private NotValidConstraints() {}

    /** The definition of each by {@code <table> <constraint>}. */
    static Map<String, String> of(ScratchDatabase database) {
        return constraints(database, "NOT convalidated");
    }

    /**
     * The statements that validate what is valid in the target, and that recreate what is not: a constraint can't be
     * made NOT VALID otherwise.
     */
    static List<String> statementsTo(ScratchDatabase database, Map<String, String> target) {
        var statements = new ArrayList<String>();
        var here = of(database);
        var read = constraints(database, "convalidated");
        here.keySet().stream()
                .filter(constraint -> !target.containsKey(constraint))
                .map(constraint -> constraint.split(" "))
                .forEach(name ->
                        statements.add("ALTER TABLE %s\n    VALIDATE CONSTRAINT %s".formatted(name[0], name[1])));
        target.forEach((constraint, definition) -> {
            if (definition.equals(read.get(constraint) + " NOT VALID")) {
                var name = constraint.split(" ");
                statements.add("ALTER TABLE %s\n    DROP CONSTRAINT %s,\n    ADD CONSTRAINT %s %s"
                        .formatted(name[0], name[1], name[1], definition));
            }
        });
        return statements;
    }

    /** The definition of each CHECK and foreign key that satisfies a condition, by {@code <table> <constraint>}. */
    static Map<String, String> constraints(ScratchDatabase database, String condition) {
        var constraints = new TreeMap<String, String>();
        for (var row : database.rows("""
                SELECT conrelid::regclass || ' ' || quote_ident(conname) || chr(10) || pg_get_constraintdef(oid)
                FROM pg_constraint
                WHERE contype IN ('c', 'f') AND connamespace = 'public'::regnamespace AND conrelid <> 0 AND %s
                """.formatted(condition))) {
            var parts = row.split("\n", 2);
            constraints.put(parts[0], SqlFormatter.valueLists(parts[1]));
        }
        return constraints;
    }
}
