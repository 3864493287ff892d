package co.getanswers.schema;

import static co.getanswers.schema.SchemaDifference.Kind.CHANGED;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Compares a live column with the one that the revisions make. */
final class ColumnComparison {
    private ColumnComparison() {}

    static void compare(SchemaObject column, SchemaObject live, List<SchemaDifference> differences) {
        var alter = "ALTER TABLE " + column.table() + " ALTER COLUMN " + column.name();
        if (!column.definition().equals(live.definition())) {
            differences.add(new SchemaDifference(
                    CHANGED,
                    column,
                    column.title() + " is " + live.definition() + ", not " + column.definition(),
                    typeChange(alter + " TYPE " + column.definition(), column, live)));
        }
        if (column.notNull() != live.notNull()) {
            differences.add(new SchemaDifference(
                    CHANGED,
                    column,
                    column.title() + (column.notNull() ? " may be null" : " is NOT NULL, and may be null"),
                    List.of(alter + (column.notNull() ? " SET NOT NULL" : " DROP NOT NULL"))));
        }
        if (!Objects.equals(column.defaultValue(), live.defaultValue())) {
            differences.add(new SchemaDifference(
                    CHANGED,
                    column,
                    column.title()
                            + (live.defaultValue() == null
                                    ? " has no default"
                                    : " has the default " + live.defaultValue())
                            + (column.defaultValue() == null
                                    ? ", and should have none"
                                    : ", not " + column.defaultValue()),
                    List.of(alter
                            + (column.defaultValue() == null
                                    ? " DROP DEFAULT"
                                    : " SET DEFAULT " + column.defaultValue()))));
        }
    }

    /** Without USING, which would cut what is too long; a time without a zone is read in the session's. */
    private static List<String> typeChange(String alter, SchemaObject column, SchemaObject live) {
        var statements = new ArrayList<String>();
        if (column.definition().startsWith("timestamp") && live.definition().startsWith("timestamp")) {
            statements.add("SET TIME ZONE 'UTC'");
        }
        if (!column.definition().contains(" ")
                || column.definition().startsWith("timestamp")
                || column.definition().startsWith("character varying")
                || column.definition().startsWith("double")) {
            statements.add(alter);
        }
        return statements;
    }
}
