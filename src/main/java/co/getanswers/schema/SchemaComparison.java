package co.getanswers.schema;

import static co.getanswers.schema.SchemaDifference.Kind.CHANGED;
import static co.getanswers.schema.SchemaDifference.Kind.EXTRA;
import static co.getanswers.schema.SchemaDifference.Kind.MISSING;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Compares a live schema with the one that the revisions make; keys are compared without their names. */
final class SchemaComparison {
    private final SchemaCatalog expected;
    private final SchemaCatalog live;

    private SchemaComparison(SchemaCatalog expected, SchemaCatalog live) {
        this.expected = expected;
        this.live = live;
    }

    /** The differences: what is missing, what is changed, what is extra. */
    static List<SchemaDifference> compare(SchemaCatalog expected, SchemaCatalog live) {
        return new SchemaComparison(expected, live).differences();
    }

    private List<SchemaDifference> differences() {
        var missing = new ArrayList<SchemaDifference>();
        var changed = new ArrayList<SchemaDifference>();
        var extra = new ArrayList<SchemaDifference>();
        for (var object : expected.objects()) {
            var there = live.findAlike(object);
            if (there.isEmpty()) {
                if (!goesWithItsTable(object, live) || object.isForeignKey()) {
                    missing.add(missing(object));
                }
            } else {
                changed(object, there.get(), changed);
            }
        }
        for (var object : live.objects()) {
            var known = expected.findAlike(object).isPresent() || goesWithItsTable(object, expected);
            if (!known) {
                extra.add(extra(object));
            }
        }
        missing.addAll(changed);
        missing.addAll(extra);
        return missing;
    }

    /** True for a part of a table that the other schema lacks as a whole, except the keys that may need a second table. */
    private static boolean goesWithItsTable(SchemaObject object, SchemaCatalog other) {
        return !object.table().isEmpty() && !other.hasTable(object.table());
    }

    private SchemaDifference missing(SchemaObject object) {
        return new SchemaDifference(MISSING, object, object.title() + " is missing", creation(object));
    }

    private List<String> creation(SchemaObject object) {
        var table = "ALTER TABLE " + object.table();
        return switch (object.kind()) {
            case TABLE -> createTable(object);
            case COLUMN -> addColumn(object, table);
            case KEY -> addKey(object, table);
            case CHECK ->
                List.of(
                        table + " ADD CONSTRAINT " + object.name() + " " + object.definition() + " NOT VALID",
                        table + " VALIDATE CONSTRAINT " + object.name());
            case INDEX -> List.of(concurrently(object));
            case ENUM -> List.of("CREATE TYPE " + object.name() + " AS ENUM (" + object.definition() + ")");
            case VIEW -> List.of("CREATE VIEW " + object.name() + " AS " + trimmed(object.definition()));
            case FUNCTION, TRIGGER -> List.of(trimmed(object.definition()));
        };
    }

    private List<String> createTable(SchemaObject table) {
        var statements = new ArrayList<String>();
        statements.add("CREATE TABLE " + table.name() + " ("
                + expected.columnsOf(table.name()).stream()
                        .map(SchemaObject::columnClause)
                        .collect(Collectors.joining(", "))
                + ")");
        for (var object : expected.objects()) {
            if (object.table().equals(table.name())
                    && object.kind() != SchemaObject.Kind.COLUMN
                    && !object.isForeignKey()) {
                statements.addAll(creation(object));
            }
        }
        return statements;
    }

    private static List<String> addColumn(SchemaObject column, String table) {
        return column.notNull() && column.defaultValue() == null
                ? List.of(
                        table + " ADD COLUMN " + column.name() + " " + column.definition(),
                        "-- Fill it in every row, then: " + table + " ALTER COLUMN " + column.name() + " SET NOT NULL")
                : List.of(table + " ADD COLUMN " + column.columnClause());
    }

    private static List<String> addKey(SchemaObject key, String table) {
        var add = table + " ADD CONSTRAINT " + key.name() + " " + key.definition();
        return key.isForeignKey()
                ? List.of(add + " NOT VALID", table + " VALIDATE CONSTRAINT " + key.name())
                : List.of(add);
    }

    private static String concurrently(SchemaObject index) {
        return index.definition().replaceFirst(" INDEX ", " INDEX CONCURRENTLY ");
    }

    private static void changed(SchemaObject object, SchemaObject there, List<SchemaDifference> changed) {
        if (object.kind() == SchemaObject.Kind.COLUMN) {
            ColumnComparison.compare(object, there, changed);
        } else if (!object.definition().equals(there.definition())) {
            changed.add(new SchemaDifference(
                    CHANGED,
                    object,
                    object.title() + " is " + oneLine(there.definition()) + ", not " + oneLine(object.definition()),
                    replacement(object, there)));
        } else if (object.valid() && !there.valid()) {
            changed.add(new SchemaDifference(
                    CHANGED,
                    object,
                    there.title() + (object.kind() == SchemaObject.Kind.TRIGGER ? " is disabled" : " is invalid"),
                    validation(there)));
        }
    }

    private static List<String> validation(SchemaObject object) {
        return switch (object.kind()) {
            case INDEX -> List.of("REINDEX INDEX CONCURRENTLY " + object.name());
            case TRIGGER -> List.of("ALTER TABLE " + object.table() + " ENABLE TRIGGER " + object.name());
            case KEY, CHECK -> List.of("ALTER TABLE " + object.table() + " VALIDATE CONSTRAINT " + object.name());
            case TABLE, COLUMN, ENUM, VIEW, FUNCTION -> List.of();
        };
    }

    private static List<String> replacement(SchemaObject object, SchemaObject there) {
        var table = "ALTER TABLE " + object.table();
        return switch (object.kind()) {
            case KEY, CHECK -> {
                var drop = table + " DROP CONSTRAINT " + object.name();
                yield object.kind() == SchemaObject.Kind.CHECK || object.isForeignKey()
                        ? List.of(
                                drop + ", ADD CONSTRAINT " + object.name() + " " + object.definition() + " NOT VALID",
                                table + " VALIDATE CONSTRAINT " + object.name())
                        : List.of(drop + ", ADD CONSTRAINT " + object.name() + " " + object.definition());
            }
            case INDEX -> List.of("DROP INDEX CONCURRENTLY " + object.name(), concurrently(object));
            case TRIGGER -> List.of("DROP TRIGGER " + object.name() + " ON " + object.table(), object.definition());
            case FUNCTION -> List.of(trimmed(object.definition()));
            case VIEW -> List.of("CREATE OR REPLACE VIEW " + object.name() + " AS " + trimmed(object.definition()));
            case ENUM -> addValues(object, there);
            case TABLE, COLUMN -> List.of();
        };
    }

    private static List<String> addValues(SchemaObject object, SchemaObject there) {
        var has = List.of(there.definition().split(", "));
        return List.of(object.definition().split(", ")).stream()
                .filter(value -> !has.contains(value))
                .map(value -> "ALTER TYPE " + object.name() + " ADD VALUE " + value)
                .toList();
    }

    /** Tables and columns that no revision makes may hold data: there is no statement for them. */
    private static SchemaDifference extra(SchemaObject object) {
        var table = "ALTER TABLE " + object.table();
        var statements = switch (object.kind()) {
            case INDEX -> List.of("DROP INDEX CONCURRENTLY " + object.name());
            case KEY, CHECK -> List.of(table + " DROP CONSTRAINT " + object.name());
            case TRIGGER -> List.of("DROP TRIGGER " + object.name() + " ON " + object.table());
            case TABLE, COLUMN, ENUM, VIEW, FUNCTION -> List.<String>of();
        };
        return new SchemaDifference(
                EXTRA,
                object,
                object.title() + " is extra"
                        + (statements.isEmpty()
                                ? ": no revision makes it, so write one that does if it is to stay"
                                : ""),
                statements);
    }

    static String oneLine(String definition) {
        return definition.strip().replaceAll("\\s+", " ");
    }

    private static String trimmed(String definition) {
        return Objects.requireNonNull(definition).strip().replaceAll(";$", "");
    }
}
