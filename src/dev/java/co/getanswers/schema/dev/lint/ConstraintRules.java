package co.getanswers.schema.dev.lint;

import co.getanswers.schema.dev.lint.Column.Backfill;
import co.getanswers.schema.dev.lint.Constraint.Kind;
import java.util.stream.Stream;

/** Rules for adding, validating and changing foreign keys and CHECKs of tables in use. */
final class ConstraintRules {
    private ConstraintRules() {}

    static Stream<Violation> check(RuleContext context) {
        return Stream.of(
                        context.changes(Change.AddConstraint.class).flatMap(add -> read(context, add)),
                        context.changes(Change.AddColumn.class).flatMap(add -> read(context, add)),
                        context.changes(Change.ValidateConstraint.class)
                                .flatMap(validate -> underLock(context, validate)),
                        context.changes(Change.DropConstraint.class).flatMap(drop -> narrowed(context, drop)))
                .flatMap(violations -> violations);
    }

    private static Stream<Violation> read(RuleContext context, Change.AddConstraint add) {
        return add.constraint().valid() && context.inUse(add.table())
                ? read(add.line(), add.table(), add.constraint())
                : Stream.empty();
    }

    /** A foreign key on a new column without values reads no rows; a CHECK reads them all the same. */
    private static Stream<Violation> read(RuleContext context, Change.AddColumn add) {
        return context.inUse(add.table())
                ? add.constraints().stream()
                        .filter(constraint ->
                                constraint.kind() == Kind.CHECK || add.column().backfill() != Backfill.NULL)
                        .flatMap(constraint -> read(add.line(), add.table(), constraint))
                : Stream.empty();
    }

    private static Stream<Violation> read(int line, String table, Constraint constraint) {
        String what;
        if (constraint.kind() == Kind.FOREIGN_KEY) {
            what = "all of " + table + " is checked, and nobody can write to it or to "
                    + constraint.references().orElseThrow() + " meanwhile";
        } else if (constraint.kind() == Kind.CHECK) {
            what = "all of " + table + " is checked, and nobody else can read it meanwhile";
        } else {
            return Stream.empty();
        }
        return Stream.of(Rule.CONSTRAINT_NOT_VALID.violation(
                line, what, "ADD CONSTRAINT … NOT VALID, and VALIDATE CONSTRAINT in the next revision"));
    }

    private static Stream<Violation> underLock(RuleContext context, Change.ValidateConstraint validate) {
        var added = Stream.concat(
                        context.earlier(Change.AddConstraint.class), context.changes(Change.AddConstraint.class))
                .anyMatch(add -> add.table().equals(validate.table())
                        && add.constraint().name().equals(validate.constraint()));
        var locked =
                context.held().contains(validate.table()) || context.locked().contains(validate.table());
        return context.transactional() && context.inUse(validate.table()) && (added || locked)
                ? Stream.of(Rule.VALIDATE_IN_SAME_REVISION.violation(
                        validate.line(),
                        "all of " + validate.table()
                                + " is checked under the lock that this transaction already holds on it",
                        "VALIDATE CONSTRAINT " + validate.constraint() + "; in the next revision"))
                : Stream.empty();
    }

    /** Compares a dropped CHECK with the one that replaces it in the same script: so are lists of values changed. */
    private static Stream<Violation> narrowed(RuleContext context, Change.DropConstraint drop) {
        if (context.undo() || !context.inUse(drop.table())) {
            return Stream.empty();
        }
        var table = context.schema().table(drop.table());
        return table.constraints().stream()
                .filter(before -> before.kind() == Kind.CHECK && before.name().equals(drop.constraint()))
                .flatMap(before -> Stream.concat(context.changes().stream(), context.later().stream())
                        .filter(change -> change instanceof Change.AddConstraint add
                                && add.table().equals(drop.table())
                                && add.constraint().kind() == Kind.CHECK
                                && add.constraint().columns().stream()
                                        .anyMatch(word -> before.columns().contains(word)
                                                && table.column(word).isPresent()))
                        .flatMap(change -> removed(before, (Change.AddConstraint) change)));
    }

    private static Stream<Violation> removed(Constraint before, Change.AddConstraint after) {
        var removed = before.values().stream()
                .filter(value -> !after.constraint().values().contains(value))
                .sorted()
                .toList();
        return removed.isEmpty()
                ? Stream.empty()
                : Stream.of(Rule.VALUES_REMOVED.violation(
                        after.line(),
                        "running instances still write " + String.join(", ", removed) + " to " + after.table()
                                + ", and fail",
                        "expand and contract: release code that no longer writes it, change the rows, and remove it in a"
                                + " revision of a later release"));
    }
}
