package co.getanswers.schema.dev.lint;

import co.getanswers.schema.dev.lint.Constraint.Kind;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds the tables on which a change takes ACCESS EXCLUSIVE, the lock that blocks even readers.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-altertable.html">ALTER TABLE</a>
 */
final class TableLock {
    private TableLock() {}

    static Set<String> accessExclusive(Change change, Schema schema) {
        if (change instanceof Change.DropTable drop) {
            return withReferenced(drop.table(), schema, constraint -> true);
        } else if (change instanceof Change.DropColumn drop) {
            return withReferenced(
                    drop.table(), schema, constraint -> constraint.columns().contains(drop.column()));
        } else if (change instanceof Change.DropConstraint drop) {
            return withReferenced(
                    drop.table(), schema, constraint -> constraint.name().equals(drop.constraint()));
        } else if (change instanceof Change.DropIndex drop && !drop.concurrent()) {
            return schema.index(drop.index()).map(Index::table).map(Set::of).orElse(Set.of());
        } else if (change instanceof Change.LongLock lock
                && lock.blocksReaders()
                && !lock.table().isEmpty()) {
            return Set.of(lock.table());
        } else if (change instanceof Change.AddConstraint add) {
            return add.constraint().kind() == Kind.FOREIGN_KEY ? Set.of() : Set.of(add.table());
        }
        return change instanceof Change.Alteration alteration ? Set.of(alteration.table()) : Set.of();
    }

    /** The table, and those that its dropped foreign keys refer to: PostgreSQL locks both to drop the triggers. */
    private static Set<String> withReferenced(String table, Schema schema, Predicate<Constraint> goes) {
        var tables = new LinkedHashSet<String>();
        tables.add(table);
        schema.table(table)
                .foreignKeys()
                .filter(goes)
                .forEach(key -> tables.add(key.references().orElseThrow()));
        return tables;
    }
}
