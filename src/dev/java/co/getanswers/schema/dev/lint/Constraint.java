package co.getanswers.schema.dev.lint;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A constraint of a table.
 *
 * @param name the one that PostgreSQL gives it where the script does not
 * @param columns those it names; for a CHECK, all the words in it
 * @param notNullColumns the columns that a CHECK shows to be not null
 * @param references the table a foreign key refers to
 * @param index the one that {@code USING INDEX} names
 * @param valid whether the rows that are there already are held to it
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

        /** With which PostgreSQL ends the names it gives. */
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

    /** The texts that a CHECK names, in their quotes. */
    Set<String> values() {
        return columns.stream().filter(word -> word.startsWith("'")).collect(Collectors.toSet());
    }

    Constraint validated() {
        return new Constraint(name, kind, columns, notNullColumns, references, index, true);
    }
}
