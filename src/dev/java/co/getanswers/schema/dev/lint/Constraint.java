package co.getanswers.schema.dev.lint;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A constraint of a table.
 *
 * @param name PostgreSQL's generated one if the script gives none
 * @param columns the constrained columns; for a CHECK, all words of its condition
 * @param notNullColumns the columns that a CHECK proves to be not null
 * @param references the table a foreign key refers to
 * @param index the one that {@code USING INDEX} names
 * @param valid whether existing rows are checked
 */
record Constraint(
        String name,
        Kind kind,
        Set<String> columns,
        Set<String> notNullColumns,
        Optional<String> references,
        Optional<String> index,
        boolean valid) {
    enum Kind {
        PRIMARY_KEY("pkey", "PRIMARY KEY"),
        UNIQUE("key", "UNIQUE"),
        EXCLUDE("excl", "EXCLUDE"),
        FOREIGN_KEY("fkey", "FOREIGN KEY"),
        CHECK("check", "CHECK"),
        NOT_NULL("not_null", "NOT NULL");

        /** The suffix of PostgreSQL's generated names. */
        final String suffix;

        final String sql;

        Kind(String suffix, String sql) {
            this.suffix = suffix;
            this.sql = sql;
        }

        boolean hasIndex() {
            return this == PRIMARY_KEY || this == UNIQUE || this == EXCLUDE;
        }
    }

    Constraint {
        columns = Set.copyOf(columns);
        notNullColumns = Set.copyOf(notNullColumns);
    }

    /** The quoted text literals of a CHECK. */
    Set<String> values() {
        return columns.stream().filter(word -> word.startsWith("'")).collect(Collectors.toSet());
    }

    Constraint validated() {
        return new Constraint(name, kind, columns, notNullColumns, references, index, true);
    }
}
