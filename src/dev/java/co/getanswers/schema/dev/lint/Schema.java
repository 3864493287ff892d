package co.getanswers.schema.dev.lint;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The tables and indexes as the scripts so far leave them; a table that no script created is unknown. */
record Schema(Map<String, Table> tables, Map<String, Index> indexes) {
    static final Schema EMPTY = new Schema(Map.of(), Map.of());

    Schema {
        tables = Map.copyOf(tables);
        indexes = Map.copyOf(indexes);
    }

    Table table(String name) {
        return tables.getOrDefault(name, Table.UNKNOWN);
    }

    Optional<Index> index(String name) {
        return Optional.ofNullable(indexes.get(name));
    }

    Schema after(List<Change> changes) {
        var schema = this;
        for (var change : changes) {
            schema = schema.after(change);
        }
        return schema;
    }

    Schema after(Change change) {
        if (change instanceof Change.CreateTable create) {
            return create.ifNotExists() && tables.containsKey(create.table())
                    ? this
                    : with(create.table(), Table.of(create.columns(), create.constraints()));
        } else if (change instanceof Change.DropTable drop) {
            return without(drop.table());
        } else if (change instanceof Change.RenameTable rename) {
            return renamed(rename.table(), rename.to());
        } else if (change instanceof Change.CreateIndex create) {
            return create.index().name().isEmpty() ? this : with(create.index());
        } else if (change instanceof Change.DropIndex drop) {
            return withoutIndex(drop.index());
        }
        return afterAlter(change);
    }

    private Schema afterAlter(Change change) {
        if (change instanceof Change.AddColumn add) {
            return changed(add.table(), table -> table.plus(add.column()).plus(add.constraints()));
        } else if (change instanceof Change.DropColumn drop) {
            return changed(drop.table(), table -> table.without(drop.column()));
        } else if (change instanceof Change.RenameColumn rename) {
            return changed(
                    rename.table(), table -> table.changed(rename.column(), column -> column.withName(rename.to())));
        } else if (change instanceof Change.ChangeType retype) {
            return changed(
                    retype.table(), table -> table.changed(retype.column(), column -> column.withType(retype.type())));
        } else if (change instanceof Change.SetNotNull set) {
            return changed(set.table(), table -> table.changed(set.column(), column -> column.withNotNull(true)));
        } else if (change instanceof Change.DropNotNull drop) {
            return changed(drop.table(), table -> table.changed(drop.column(), column -> column.withNotNull(false)));
        } else if (change instanceof Change.AddConstraint add) {
            return changed(add.table(), table -> table.plus(List.of(add.constraint())));
        } else if (change instanceof Change.ValidateConstraint validate) {
            return changed(validate.table(), table -> table.validated(validate.constraint()));
        } else if (change instanceof Change.DropConstraint drop) {
            return changed(drop.table(), table -> table.withoutConstraint(drop.constraint()));
        }
        return this;
    }

    private Schema changed(String name, UnaryOperator<Table> change) {
        return with(name, change.apply(table(name)));
    }

    private Schema with(String name, Table table) {
        var all = new HashMap<>(tables);
        all.put(name, table);
        return new Schema(all, indexes);
    }

    private Schema with(Index index) {
        var all = new HashMap<>(indexes);
        all.putIfAbsent(index.name(), index);
        return new Schema(tables, all);
    }

    private Schema without(String table) {
        var rest = new HashMap<>(tables);
        rest.remove(table);
        var indexesLeft = new HashMap<>(indexes);
        indexesLeft.values().removeIf(index -> index.table().equals(table));
        return new Schema(rest, indexesLeft);
    }

    private Schema renamed(String table, String to) {
        var schema = without(table).with(to, table(table));
        for (var index : indexes.values()) {
            if (index.table().equals(table)) {
                schema = schema.with(new Index(index.name(), to, index.mentions()));
            }
        }
        return schema;
    }

    private Schema withoutIndex(String name) {
        var rest = new HashMap<>(indexes);
        rest.remove(name);
        return new Schema(tables, rest);
    }
}
