package co.getanswers.schema;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A part of a schema, as the server describes it. Names are quoted where SQL needs that.
 *
 * @param table empty for what belongs to no table
 * @param definition the type of a column, the values of an enum, else what the server prints; empty for a table
 * @param valid false for an index whose build failed and for a constraint that old rows may violate
 * @param notNull of a column; false for everything else
 * @param defaultValue of a column, as an expression
 */
record SchemaObject(
        Kind kind,
        String table,
        String name,
        String definition,
        boolean valid,
        boolean notNull,
        @Nullable String defaultValue) {
    /** In an order in which missing objects can be created. */
    enum Kind {
        ENUM,
        FUNCTION,
        TABLE,
        COLUMN,
        KEY,
        CHECK,
        INDEX,
        VIEW,
        TRIGGER;

        String word() {
            return this == KEY || this == CHECK ? "constraint" : name().toLowerCase(Locale.ROOT);
        }
    }

    /** The name with its kind, for messages: {@code column users.name}, {@code index ix_a on users}. */
    String title() {
        return switch (kind) {
            case COLUMN -> "column " + address();
            case KEY, CHECK, INDEX, TRIGGER -> kind.word() + " " + name + " on " + table;
            case TABLE, ENUM, VIEW, FUNCTION -> kind.word() + " " + name;
        };
    }

    /** The name with that of its table, such as {@code users.name}. */
    String address() {
        return table.isEmpty() ? name : table + "." + name;
    }

    boolean isForeignKey() {
        return kind == Kind.KEY && definition.startsWith("FOREIGN KEY");
    }

    /** A column as it stands in a CREATE TABLE. */
    String columnClause() {
        return name + " " + definition + (defaultValue == null ? "" : " DEFAULT " + defaultValue)
                + (notNull ? " NOT NULL" : "");
    }
}
