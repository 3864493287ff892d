package co.getanswers.schema.dev.lint;

import co.getanswers.schema.dev.lint.Column.Backfill;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Rules for adding and changing columns of tables in use. */
final class ColumnRules {
    /** Functions that are evaluated once per statement; a default that calls any other is evaluated for each row. */
    private static final Set<String> NOT_VOLATILE = Set.of("""
            now transaction_timestamp statement_timestamp current_setting current_database current_schema
            version date_trunc date_part to_timestamp to_char to_date timezone make_interval make_date age
            lower upper concat concat_ws md5 encode decode sha256 repeat length abs round floor array_fill
            to_json to_jsonb json_build_object jsonb_build_object json_build_array jsonb_build_array
            hashtext""".split("\\s+"));

    private static final String IN_STEPS = "ADD COLUMN without it, SET DEFAULT, fill the rows in a separate revision";

    private static final String PROVEN =
            "ADD CONSTRAINT … CHECK (column IS NOT NULL) NOT VALID, VALIDATE it in the next revision, then SET NOT NULL";

    private ColumnRules() {}

    static Stream<Violation> check(RuleContext context) {
        return Stream.of(
                        context.changes(Change.AddColumn.class)
                                .filter(add -> context.inUse(add.table()))
                                .flatMap(add -> Stream.concat(rewrites(add).stream(), requires(add).stream())),
                        context.changes(Change.SetNotNull.class)
                                .filter(set -> context.inUse(set.table()))
                                .flatMap(set -> unproven(context, set.line(), set.table(), set.column()).stream()),
                        context.changes(Change.AddConstraint.class)
                                .filter(add -> context.inUse(add.table())
                                        && add.constraint().kind() == Constraint.Kind.NOT_NULL)
                                .filter(add -> add.constraint().valid())
                                .flatMap(add -> add.constraint().columns().stream()
                                        .flatMap(
                                                column -> unproven(context, add.line(), add.table(), column).stream())),
                        context.changes(Change.ChangeType.class)
                                .filter(retype -> context.inUse(retype.table()))
                                .flatMap(retype -> rewrites(context, retype).stream()))
                .flatMap(violations -> violations);
    }

    private static Optional<Violation> rewrites(Change.AddColumn add) {
        var column = add.column();
        var computed = column.defaultCalls().stream()
                .filter(call -> !NOT_VOLATILE.contains(call.replaceFirst("^pg_catalog\\.", "")))
                .sorted()
                .findFirst();
        String why;
        if (column.backfill() == Backfill.IDENTITY) {
            why = "each row gets its own number";
        } else if (column.backfill() == Backfill.STORED_EXPRESSION) {
            why = "the expression is stored in each row";
        } else if (computed.isPresent()) {
            why = computed.get() + "() may be volatile, and is then called for each row";
        } else {
            return Optional.empty();
        }
        return Optional.of(Rule.REWRITING_DEFAULT.violation(
                add.line(), why + ": " + add.table() + " is rewritten, and nobody can read it meanwhile", IN_STEPS));
    }

    private static Optional<Violation> requires(Change.AddColumn add) {
        var column = add.column();
        return column.notNull() && column.backfill() == Backfill.NULL
                ? Optional.of(Rule.SET_NOT_NULL.violation(
                        add.line(),
                        "it fails if " + add.table() + " has a row, and running instances do not write the column",
                        "ADD COLUMN with a constant default, or without NOT NULL: then fill the rows, and " + PROVEN))
                : Optional.empty();
    }

    /** Finds a NOT NULL that no CHECK proves; one dropped in the same ALTER TABLE doesn't: PostgreSQL drops first. */
    private static Optional<Violation> unproven(RuleContext context, int line, String name, String column) {
        var table = context.changes(Change.DropConstraint.class)
                .filter(drop -> drop.table().equals(name))
                .reduce(
                        context.schema().table(name),
                        (left, drop) -> left.withoutConstraint(drop.constraint()),
                        (left, right) -> right);
        var required = table.column(column).map(Column::notNull).orElse(false);
        return required || table.provesNotNull(column)
                ? Optional.empty()
                : Optional.of(Rule.SET_NOT_NULL.violation(
                        line,
                        "all of " + name
                                + " is checked, and nobody else can read it meanwhile; running instances that write no"
                                + " value fail",
                        PROVEN));
    }

    private static Optional<Violation> rewrites(RuleContext context, Change.ChangeType retype) {
        var name = retype.table() + "." + retype.column();
        var from =
                context.schema().table(retype.table()).column(retype.column()).map(Column::type);
        var safe =
                "ADD COLUMN of the new type, write both, fill the rows in a separate revision, then read the new one;"
                        + " running instances know only the old one";
        if (retype.using()) {
            return Optional.of(Rule.REWRITING_TYPE.violation(
                    retype.line(),
                    "USING computes " + name
                            + " for each row: the table is rewritten, and nobody can read it meanwhile",
                    safe));
        } else if (from.isEmpty()) {
            return Optional.of(Rule.REWRITING_TYPE.violation(
                    retype.line(), "the type of " + name + " is unknown: the table may be rewritten", safe));
        }
        var change = new TypeChange(from.get(), retype.type(), context.utc());
        if (!change.keepsRows()) {
            var withUtc = new TypeChange(from.get(), retype.type(), true).keepsRows();
            return Optional.of(Rule.REWRITING_TYPE.violation(
                    retype.line(),
                    "from " + from.get() + " to " + retype.type()
                            + " the table is rewritten, and nobody can read it meanwhile",
                    withUtc ? "SET LOCAL TIME ZONE 'UTC'; before it, if the old values are UTC" : safe));
        }
        var rebuilt = change.keepsIndexes() ? Optional.<Violation>empty() : rebuilds(context, retype);
        return rebuilt.isPresent() ? rebuilt : refusesPlans(context, retype, from.get());
    }

    /** The rows stay; but a statement that was prepared with other columns fails once. */
    private static Optional<Violation> refusesPlans(RuleContext context, Change.ChangeType retype, SqlType from) {
        return context.undo() || from.equals(retype.type())
                ? Optional.empty()
                : Optional.of(Rule.STALE_PLANS.violation(
                        retype.line(),
                        "statements that read " + retype.table() + "." + retype.column()
                                + " and stay prepared fail: the service prepares them anew after the first failure, a"
                                + " pooler that shares them does not",
                        "text and a CHECK on its length, which a later revision replaces; or RECONNECT in PgBouncer's"
                                + " console after the revision"));
    }

    private static Optional<Violation> rebuilds(RuleContext context, Change.ChangeType retype) {
        var rebuilt = context.schema().indexes().values().stream()
                .filter(index ->
                        index.table().equals(retype.table()) && index.mentions().contains(retype.column()))
                .map(Index::name)
                .sorted()
                .toList();
        return rebuilt.isEmpty()
                ? Optional.empty()
                : Optional.of(Rule.REWRITING_TYPE.violation(
                        retype.line(),
                        String.join(", ", rebuilt) + " is rebuilt, and nobody can read " + retype.table()
                                + " meanwhile",
                        "DROP INDEX CONCURRENTLY in a revision before, CREATE INDEX CONCURRENTLY in one after"));
    }
}
