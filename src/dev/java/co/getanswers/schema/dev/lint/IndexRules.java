package co.getanswers.schema.dev.lint;

import co.getanswers.schema.dev.lint.Constraint.Kind;
import java.util.stream.Stream;

/** Rules for building and dropping indexes. */
final class IndexRules {
    private IndexRules() {}

    static Stream<Violation> check(RuleContext context) {
        return context.changes().stream().flatMap(change -> check(context, change));
    }

    private static Stream<Violation> check(RuleContext context, Change change) {
        if (change instanceof Change.CreateIndex create) {
            return create.concurrent() ? leftover(context, create) : blocking(context, create);
        } else if (change instanceof Change.DropIndex drop && !drop.concurrent()) {
            return blocking(context, drop);
        } else if (change instanceof Change.Reindex reindex && !reindex.concurrent()) {
            return blocking(context, reindex);
        } else if (change instanceof Change.AddConstraint add) {
            return constraint(context, add.line(), add.table(), add.constraint());
        } else if (change instanceof Change.AddColumn add) {
            return add.constraints().stream()
                    .flatMap(constraint -> constraint(context, add.line(), add.table(), constraint));
        }
        return Stream.empty();
    }

    private static Stream<Violation> blocking(RuleContext context, Change.CreateIndex create) {
        var table = create.index().table();
        if (!context.inUse(table)) {
            return Stream.empty();
        }
        var name = create.index().name();
        return Stream.of(Rule.INDEX_NOT_CONCURRENT.violation(
                create.line(),
                "nobody can write to " + table + " until the index is built",
                "DROP INDEX CONCURRENTLY IF EXISTS " + name + "; CREATE INDEX CONCURRENTLY " + name
                        + " …; in a separate revision"));
    }

    private static Stream<Violation> blocking(RuleContext context, Change.DropIndex drop) {
        var table = context.schema().index(drop.index()).map(Index::table);
        if (table.isPresent() && !context.inUse(table.get())) {
            return Stream.empty();
        }
        return Stream.of(Rule.INDEX_NOT_CONCURRENT.violation(
                drop.line(),
                "it waits for every query on " + table.orElse("the table") + ", and later queries wait behind it",
                "DROP INDEX CONCURRENTLY IF EXISTS " + drop.index() + "; in a separate revision"));
    }

    private static Stream<Violation> blocking(RuleContext context, Change.Reindex reindex) {
        var target = reindex.target();
        var table = context.schema().index(target).map(Index::table).orElse(target);
        if (!context.inUse(table)) {
            return Stream.empty();
        }
        return Stream.of(Rule.INDEX_NOT_CONCURRENT.violation(
                reindex.line(),
                "nobody can write to " + table + ", nor read by the index, until it is built",
                "REINDEX … CONCURRENTLY " + target + "; in a separate revision"));
    }

    private static Stream<Violation> constraint(RuleContext context, int line, String table, Constraint constraint) {
        var kind = constraint.kind();
        if (!kind.hasIndex() || constraint.index().isPresent() || !context.inUse(table)) {
            return Stream.empty();
        }
        return Stream.of(Rule.INDEX_NOT_CONCURRENT.violation(
                line,
                "nobody can read " + table + " or write to it until the constraint's index is built",
                kind == Kind.EXCLUDE
                        ? "none while the table is in use, for it can't be built concurrently: announce a pause, and give that reason"
                        : "CREATE UNIQUE INDEX CONCURRENTLY … in a separate revision, then ADD CONSTRAINT … " + kind.sql
                                + " USING INDEX …"));
    }

    private static Stream<Violation> leftover(RuleContext context, Change.CreateIndex create) {
        var name = create.index().name();
        var cleared = !name.isEmpty()
                && context.earlier(Change.DropIndex.class)
                        .anyMatch(drop -> drop.concurrent()
                                && drop.ifExists()
                                && drop.index().equals(name));
        if (cleared) {
            return Stream.empty();
        }
        return Stream.of(Rule.CONCURRENT_LEFTOVER.violation(
                create.line(),
                create.ifNotExists()
                        ? "IF NOT EXISTS skips the build if an interrupted one left an invalid index of that name"
                        : "an interrupted build leaves an invalid index, which costs each write and makes the next attempt fail",
                "DROP INDEX CONCURRENTLY IF EXISTS " + (name.isEmpty() ? "<a name>" : name)
                        + "; before it, and no IF NOT EXISTS"));
    }
}
