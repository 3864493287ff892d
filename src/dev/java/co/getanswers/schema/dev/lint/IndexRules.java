package co.getanswers.schema.dev.lint;

import co.getanswers.schema.dev.lint.Constraint.Kind;
import java.util.stream.Stream;

/** How indexes come and go. */
final class IndexRules {
    private IndexRules() {}

    static Stream<Violation> check(RuleContext at) {
        return at.changes().stream().flatMap(change -> check(at, change));
    }

    private static Stream<Violation> check(RuleContext at, Change change) {
        if (change instanceof Change.CreateIndex create) {
            return create.concurrent() ? leftover(at, create) : blocking(at, create);
        } else if (change instanceof Change.DropIndex drop && !drop.concurrent()) {
            return blocking(at, drop);
        } else if (change instanceof Change.Reindex reindex && !reindex.concurrent()) {
            return blocking(at, reindex);
        } else if (change instanceof Change.AddConstraint add) {
            return constraint(at, add.line(), add.table(), add.constraint());
        } else if (change instanceof Change.AddColumn add) {
            return add.constraints().stream()
                    .flatMap(constraint -> constraint(at, add.line(), add.table(), constraint));
        }
        return Stream.empty();
    }

    private static Stream<Violation> blocking(RuleContext at, Change.CreateIndex create) {
        var table = create.index().table();
        if (!at.inUse(table)) {
            return Stream.empty();
        }
        var name = create.index().name();
        return Stream.of(Rule.INDEX_NOT_CONCURRENT.at(
                create.line(),
                "nobody can write to " + table + " until the index is built",
                "DROP INDEX CONCURRENTLY IF EXISTS " + name + "; CREATE INDEX CONCURRENTLY " + name
                        + " …; in a revision of its own"));
    }

    private static Stream<Violation> blocking(RuleContext at, Change.DropIndex drop) {
        var table = at.schema().index(drop.index()).map(Index::table);
        if (table.isPresent() && !at.inUse(table.get())) {
            return Stream.empty();
        }
        return Stream.of(Rule.INDEX_NOT_CONCURRENT.at(
                drop.line(),
                "it waits for every query on " + table.orElse("the table") + ", and all that come later wait for it",
                "DROP INDEX CONCURRENTLY IF EXISTS " + drop.index() + "; in a revision of its own"));
    }

    private static Stream<Violation> blocking(RuleContext at, Change.Reindex reindex) {
        var target = reindex.target();
        var table = at.schema().index(target).map(Index::table).orElse(target);
        if (!at.inUse(table)) {
            return Stream.empty();
        }
        return Stream.of(Rule.INDEX_NOT_CONCURRENT.at(
                reindex.line(),
                "nobody can write to " + table + ", nor read by the index, until it is built",
                "REINDEX … CONCURRENTLY " + target + "; in a revision of its own"));
    }

    private static Stream<Violation> constraint(RuleContext at, int line, String table, Constraint constraint) {
        var kind = constraint.kind();
        if (!kind.hasIndex() || constraint.index().isPresent() || !at.inUse(table)) {
            return Stream.empty();
        }
        return Stream.of(Rule.INDEX_NOT_CONCURRENT.at(
                line,
                "nobody can read " + table + " or write to it until the constraint's index is built",
                kind == Kind.EXCLUDE
                        ? "none while the table is in use: it can't be built concurrently. Announce a pause, and say so"
                        : "CREATE UNIQUE INDEX CONCURRENTLY … in a revision of its own, then ADD CONSTRAINT … "
                                + kind.sql + " USING INDEX …"));
    }

    private static Stream<Violation> leftover(RuleContext at, Change.CreateIndex create) {
        var name = create.index().name();
        var cleared = !name.isEmpty()
                && at.earlier(Change.DropIndex.class)
                        .anyMatch(drop -> drop.concurrent()
                                && drop.ifExists()
                                && drop.index().equals(name));
        if (cleared) {
            return Stream.empty();
        }
        return Stream.of(Rule.CONCURRENT_LEFTOVER.at(
                create.line(),
                create.ifNotExists()
                        ? "IF NOT EXISTS takes the invalid index that an interrupted build left behind for the real one"
                        : "an interrupted build leaves an invalid index behind, which costs each write and stops the next try",
                "DROP INDEX CONCURRENTLY IF EXISTS " + (name.isEmpty() ? "<a name of your own>" : name)
                        + "; before it, and no IF NOT EXISTS"));
    }
}
