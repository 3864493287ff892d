package co.getanswers.schema.dev.generate;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Copies to the entities' database what revisions made by hand and entities can't describe: views, functions, triggers,
 * policies, extensions, sequences, domains, other schemas, and what is excluded by name. So a comparison finds it in
 * both databases, and leaves it alone in both directions.
 */
final class HandMadeObjects {
    private static final Pattern DESCRIBED_BY_ENTITIES =
            Pattern.compile("CREATE (?:TABLE|UNLOGGED TABLE|UNIQUE INDEX|INDEX|TYPE \\S+ AS ENUM)\\b.*");
    private static final Pattern BTREE_INDEX = Pattern.compile("CREATE (?:UNIQUE )?INDEX \\S+ ON (?<table>\\S+) \\(.*");
    private static final Pattern ENUM = Pattern.compile("CREATE TYPE (?<name>\\S+) AS ENUM\\b.*");
    private static final Pattern BESIDE_COLUMNS = Pattern.compile("ALTER TABLE (?:ONLY )?\\S+ (?:"
            + "(?:NO )?FORCE ROW LEVEL SECURITY|(?:ENABLE|DISABLE) .*|SET \\(.*|CLUSTER ON .*|REPLICA IDENTITY .*"
            + "|ALTER (?:COLUMN )?\\S+ SET (?:STATISTICS|STORAGE|COMPRESSION) .*"
            + "|ADD CONSTRAINT \\S+ EXCLUDE .*)");
    private static final Pattern OTHER_SCHEMA = Pattern.compile("(?:CREATE|ALTER) (?:UNLOGGED )?TABLE (?:ONLY )?"
            + "(?!public\\.)[\\w\"]+\\..*|CREATE (?:UNIQUE )?INDEX \\S+ ON (?!public\\.)[\\w\"]+\\..*");

    private static final String DUPLICATE_OBJECT = "42710";

    private final ScratchDatabase migrated;
    private final ScratchDatabase entities;
    private final Exclusions exclusions;
    private final List<String> enumsInTables;
    private SchemaModel model;

    HandMadeObjects(ScratchDatabase migrated, ScratchDatabase entities, Exclusions exclusions) {
        this.migrated = migrated;
        this.entities = entities;
        this.exclusions = exclusions;
        this.enumsInTables = migrated.rows("""
                SELECT DISTINCT atttypid::regtype
                FROM pg_attribute
                JOIN pg_class ON pg_class.oid = attrelid AND relkind IN ('r', 'p')
                WHERE NOT attisdropped AND attnum > 0 AND relnamespace = 'public'::regnamespace""");
    }

    /** True if there is anything to copy. */
    boolean exist() {
        return !exclusions.isEmpty() || Catalog.of(migrated).hasMoreThanEntitiesDescribe();
    }

    /** Copies what needs no table, such as functions: entities' defaults may call them. */
    void copyBeforeTables() throws SQLException {
        copy(statement ->
                !statement.matches("(?s)(?:CREATE|ALTER) (?:UNLOGGED )?TABLE .*|CREATE (?:UNIQUE )?INDEX .*"));
    }

    /**
     * Copies the rest.
     *
     * @return what can't be copied, and the server's reason
     */
    List<String> copy() throws SQLException {
        return copy(statement -> true);
    }

    private List<String> copy(Predicate<String> chosen) throws SQLException {
        entities.run("SET check_function_bodies = off");
        var left = new ArrayList<String>();
        for (var statement : SchemaModel.of(entities).statementsTo(model())) {
            if (chosen.test(statement) && isCopied(statement)) {
                left.add(statement);
            }
        }
        var reasons = new ArrayList<String>();
        for (var before = left.size() + 1; left.size() < before && !left.isEmpty(); ) {
            before = left.size();
            reasons.clear();
            left.removeIf(statement -> runs(statement, reasons));
        }
        entities.run("RESET check_function_bodies");
        return reasons;
    }

    private SchemaModel model() {
        if (model == null) {
            model = SchemaModel.of(migrated);
        }
        return model;
    }

    private boolean runs(String statement, List<String> reasons) {
        try {
            entities.run(List.of(statement));
            return true;
        } catch (SQLException failed) {
            var code = oneLine(statement);
            if (code.startsWith("CREATE CAST ") && DUPLICATE_OBJECT.equals(failed.getSQLState())) {
                // The entities' own, between an enum and text.
                return true;
            }
            reasons.add(code.substring(0, Math.min(80, code.length())) + (code.length() > 80 ? "…" : "") + " ("
                    + failed.getMessage().lines().findFirst().orElse("") + ")");
            return false;
        }
    }

    private boolean isCopied(String statement) {
        var code = oneLine(statement);
        if (exclusions.cover(code)) {
            return true;
        }
        var type = ENUM.matcher(code);
        if (type.matches()) {
            return !enumsInTables.contains(type.group("name"));
        }
        var index = BTREE_INDEX.matcher(code);
        if (code.startsWith("CREATE INDEX ") && !index.matches()) {
            return true;
        }
        if (index.matches() && isView(index.group("table"))) {
            return true;
        }
        return OTHER_SCHEMA.matcher(code).matches()
                || code.startsWith("CREATE ")
                        && !DESCRIBED_BY_ENTITIES.matcher(code).matches()
                || BESIDE_COLUMNS.matcher(code).matches()
                || code.matches("ALTER (?!TABLE |TYPE |INDEX ).*")
                || code.matches("COMMENT ON .* IS (?!NULL$).*");
    }

    private boolean isView(String name) {
        return !migrated.rows("SELECT 1 FROM pg_class WHERE relkind = 'm' AND oid = to_regclass('"
                        + name.replace("'", "''") + "')")
                .isEmpty();
    }

    private static String oneLine(String statement) {
        return statement.strip().replaceAll("\\s+", " ");
    }
}
