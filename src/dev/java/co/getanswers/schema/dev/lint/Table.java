package co.getanswers.schema.dev.lint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A table as the scripts so far leave it. */
record Table(Map<String, Column> columns, List<Constraint> constraints) {
    static final Table UNKNOWN = new Table(Map.of(), List.of());

    Table {
        columns = Map.copyOf(columns);
        constraints = List.copyOf(constraints);
    }

    static Table of(List<Column> columns, List<Constraint> constraints) {
        var named = new LinkedHashMap<String, Column>();
        columns.forEach(column -> named.put(column.name(), column));
        return new Table(named, constraints);
    }

    Optional<Column> column(String name) {
        return Optional.ofNullable(columns.get(name));
    }

    Stream<Constraint> foreignKeys() {
        return constraints.stream().filter(constraint -> constraint.kind() == Constraint.Kind.FOREIGN_KEY);
    }

    /** True if a validated CHECK proves that the column has no null. */
    boolean provesNotNull(String column) {
        return constraints.stream()
                .anyMatch(constraint ->
                        constraint.valid() && constraint.notNullColumns().contains(column));
    }

    Table plus(Column column) {
        var all = new LinkedHashMap<>(columns);
        all.put(column.name(), column);
        return new Table(all, constraints);
    }

    Table plus(List<Constraint> more) {
        var all = new ArrayList<>(constraints);
        all.addAll(more);
        return new Table(columns, all);
    }

    /** The table without the column and the constraints on it. */
    Table without(String column) {
        var all = new LinkedHashMap<>(columns);
        all.remove(column);
        return new Table(
                all,
                constraints.stream()
                        .filter(constraint -> !constraint.columns().contains(column))
                        .toList());
    }

    Table changed(String column, UnaryOperator<Column> change) {
        if (!columns.containsKey(column)) {
            return this;
        }
        var all = new LinkedHashMap<>(columns);
        var changed = change.apply(all.remove(column));
        all.put(changed.name(), changed);
        return new Table(all, constraints);
    }

    Table withoutConstraint(String name) {
        return new Table(
                columns,
                constraints.stream()
                        .filter(constraint -> !constraint.name().equals(name))
                        .toList());
    }

    Table validated(String name) {
        return new Table(
                columns,
                constraints.stream()
                        .map(constraint -> constraint.name().equals(name) ? constraint.validated() : constraint)
                        .toList());
    }
}
