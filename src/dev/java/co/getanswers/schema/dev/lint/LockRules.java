package co.getanswers.schema.dev.lint;

import java.util.TreeSet;
import java.util.stream.Stream;

/** Rules for the locks of one transaction, and for dropping and renaming what running instances use. */
final class LockRules {
    private LockRules() {}

    static Stream<Violation> check(RuleContext context) {
        return Stream.of(several(context), written(context), everyRow(context), occupied(context), dropped(context))
                .flatMap(violations -> violations);
    }

    /** Reported where the second table is locked, and each further one. */
    private static Stream<Violation> several(RuleContext context) {
        if (!context.transactional()) {
            return Stream.empty();
        }
        var tables = new TreeSet<>(context.held());
        if (!tables.addAll(context.locked()) || tables.size() < 2) {
            return Stream.empty();
        }
        return Stream.of(Rule.SEVERAL_HEAVY_LOCKS.violation(
                context.step().line(),
                "nobody can read " + String.join(", ", tables)
                        + " while it waits for the last of them, and two transactions may wait for each other",
                "one table per revision; a foreign key, which also locks the table it refers to, in a separate one"));
    }

    private static Stream<Violation> written(RuleContext context) {
        if (!context.transactional()) {
            return Stream.empty();
        }
        var locked = context.lockedByOthers();
        return locked.isEmpty()
                ? Stream.empty()
                : context.changes(Change.WriteRows.class)
                        .filter(write -> context.inUse(write.table()))
                        .map(write -> Rule.UNBOUNDED_UPDATE.violation(
                                write.line(),
                                "nobody can read " + String.join(", ", locked) + " for as long as the " + write.verb()
                                        + " takes, and the rows stay locked as long",
                                "the " + write.verb() + " in a separate revision"));
    }

    /** An undo that does so loses data, for which it has another rule. */
    private static Stream<Violation> everyRow(RuleContext context) {
        return context.undo()
                ? Stream.empty()
                : context.changes(Change.WriteRows.class)
                        .filter(write -> write.everyRow() && context.inUse(write.table()))
                        .map(write -> Rule.WHOLE_TABLE_WRITE.violation(
                                write.line(),
                                "every row of " + write.table() + " is locked and written in one transaction",
                                "a WHERE that finds what is still to be done, in portions"));
    }

    private static Stream<Violation> occupied(RuleContext context) {
        return context.changes(Change.LongLock.class)
                .filter(lock -> context.inUse(lock.table()))
                .map(
                        lock -> Rule.LONG_EXCLUSIVE_LOCK.violation(
                                lock.line(),
                                lock.verb() + " blocks " + (lock.blocksReaders() ? "readers and writers" : "writers")
                                        + " of "
                                        + (lock.table().isEmpty() ? "every table in turn" : lock.table())
                                        + " until it is done",
                                "none while the table is in use: do it in small steps, or announce a pause and give that reason"));
    }

    private static Stream<Violation> dropped(RuleContext context) {
        return context.undo()
                ? Stream.empty()
                : context.changes().stream().flatMap(change -> {
                    if (change instanceof Change.DropTable drop && context.inUse(drop.table())) {
                        return inUse(drop.line(), drop.table());
                    } else if (change instanceof Change.DropColumn drop && context.inUse(drop.table())) {
                        return inUse(drop.line(), drop.table() + "." + drop.column());
                    } else if (change instanceof Change.RenameTable rename && context.inUse(rename.table())) {
                        return inUse(rename.line(), rename.table());
                    } else if (change instanceof Change.RenameColumn rename && context.inUse(rename.table())) {
                        return inUse(rename.line(), rename.table() + "." + rename.column());
                    }
                    return Stream.empty();
                });
    }

    private static Stream<Violation> inUse(int line, String what) {
        return Stream.of(Rule.DROP_IN_USE.violation(
                line,
                "running instances still use " + what + ", and fail",
                "expand and contract: add what is new, release code that no longer needs " + what
                        + ", and drop it in a revision of a later release"));
    }
}
