package co.getanswers.schema.dev.lint;

import java.util.List;

/** The effect of one statement, or of one action of an ALTER TABLE. Tables are named as by {@link TreeText#name}. */
sealed interface Change {
    /** The line in the script, from 1. */
    int line();

    /** A change that takes ACCESS EXCLUSIVE on its table alone. */
    sealed interface Alteration extends Change {
        String table();
    }

    record CreateTable(int line, String table, boolean ifNotExists, List<Column> columns, List<Constraint> constraints)
            implements Change {}

    record DropTable(int line, String table) implements Change {}

    record RenameTable(int line, String table, String to) implements Alteration {}

    /** @param constraints those written with the column, such as REFERENCES */
    record AddColumn(int line, String table, Column column, List<Constraint> constraints) implements Alteration {}

    record DropColumn(int line, String table, String column) implements Change {}

    record RenameColumn(int line, String table, String column, String to) implements Alteration {}

    record ChangeType(int line, String table, String column, SqlType type, boolean using) implements Alteration {}

    record SetNotNull(int line, String table, String column) implements Alteration {}

    record DropNotNull(int line, String table, String column) implements Alteration {}

    record AddConstraint(int line, String table, Constraint constraint) implements Change {}

    record ValidateConstraint(int line, String table, String constraint) implements Change {}

    record DropConstraint(int line, String table, String constraint) implements Change {}

    /** An action of ALTER TABLE that takes ACCESS EXCLUSIVE briefly, and that no rule looks at further. */
    record AlterTable(int line, String table) implements Alteration {}

    record CreateIndex(int line, Index index, boolean concurrent, boolean ifNotExists) implements Change {}

    record DropIndex(int line, String index, boolean concurrent, boolean ifExists) implements Change {}

    /** @param target an index, a table, or another kind that REINDEX takes */
    record Reindex(int line, String target, boolean concurrent) implements Change {}

    /**
     * @param verb UPDATE, DELETE or MERGE
     * @param everyRow whether no condition says which rows
     */
    record WriteRows(int line, String verb, String table, boolean everyRow) implements Change {}

    /**
     * A statement that holds a lock against others for as long as it works.
     *
     * @param verb such as TRUNCATE
     * @param table empty if the statement names none
     * @param blocksReaders whether it blocks readers, too, not only writers
     */
    record LongLock(int line, String verb, String table, boolean blocksReaders) implements Change {
        LongLock(int line, String verb, String table) {
            this(line, verb, table, true);
        }
    }

    /** @param utc whether times without a zone are taken for UTC from here on */
    record SetTimeZone(int line, boolean utc) implements Change {}

    /** @param verb the kind of statement that lint can't analyse, such as DO */
    record Opaque(int line, String verb) implements Change {}

    /** A statement that no rule looks at. */
    record Other(int line) implements Change {}

    /** True if PostgreSQL refuses to run it in a transaction. */
    default boolean concurrent() {
        return this instanceof CreateIndex create && create.concurrent()
                || this instanceof DropIndex drop && drop.concurrent()
                || this instanceof Reindex reindex && reindex.concurrent();
    }
}
