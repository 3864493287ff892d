package co.getanswers.schema.dev.generate;

import co.getanswers.schema.MigrationFailure;
import jakarta.persistence.Index;
import java.util.stream.Stream;

/**
 * An index as {@code @Table(indexes = @Index(…))} declares it, with its list of columns taken as SQL: Hibernate would
 * split an expression at its commas, and make a constraint of a unique index.
 *
 * @param options such as {@code WHERE status = 'pending'}; empty for none
 */
record DeclaredIndex(String name, String table, boolean unique, String columns, String options) {
    static DeclaredIndex of(String table, Index index) {
        if (table.isEmpty() || index.name().isEmpty()) {
            throw new MigrationFailure(
                    "An index needs a name, and its @Table a name: give both to @Index(columnList = \""
                            + index.columnList() + "\")" + (table.isEmpty() ? "" : " of the table " + table) + ".");
        }
        return new DeclaredIndex(index.name(), table, index.unique(), index.columnList(), index.options());
    }

    Stream<String> statements() {
        var create =
                "CREATE %sINDEX %s ON %s (%s) %s".formatted(unique ? "UNIQUE " : "", name, table, columns, options);
        return unique
                ? Stream.of("ALTER TABLE %s DROP CONSTRAINT IF EXISTS %s".formatted(table, name), create)
                : Stream.of(create);
    }
}
