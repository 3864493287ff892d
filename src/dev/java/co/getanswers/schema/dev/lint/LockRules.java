package co.getanswers.schema.dev.lint;

import java.util.TreeSet;
import java.util.stream.Stream;

/** What one transaction may hold, and what leaves the others nothing to work with. */
final class LockRules {
    private LockRules() {}

    static Stream<Violation> check(RuleContext at) {
        return Stream.of(several(at), written(at), occupied(at), dropped(at)).flatMap(violations -> violations);
    }

    /** Told where another table comes in. */
    private static Stream<Violation> several(RuleContext at) {
        if (!at.transactional()) {
            return Stream.empty();
        }
        var tables = new TreeSet<>(at.held());
        if (!tables.addAll(at.locked()) || tables.size() < 2) {
            return Stream.empty();
        }
        return Stream.of(Rule.SEVERAL_HEAVY_LOCKS.at(
                at.step().line(),
                "nobody can read " + String.join(", ", tables)
                        + " while it waits for the last of them, and two transactions may wait for each other",
                "one table in each revision; a foreign key, which locks the table it refers to, goes in its own"));
    }

    private static Stream<Violation> written(RuleContext at) {
        if (!at.transactional()) {
            return Stream.empty();
        }
        var locked = at.lockedByOthers();
        return locked.isEmpty()
                ? Stream.empty()
                : at.changes(Change.WriteRows.class)
                        .filter(write -> at.inUse(write.table()))
                        .map(write -> Rule.UNBOUNDED_UPDATE.at(
                                write.line(),
                                "nobody can read " + String.join(", ", locked) + " for as long as the " + write.verb()
                                        + " takes, and the rows stay locked as long",
                                "the " + write.verb() + " in a revision of its own"));
    }

    private static Stream<Violation> occupied(RuleContext at) {
        return at.changes(Change.Occupy.class)
                .filter(occupy -> at.inUse(occupy.table()))
                .map(occupy -> Rule.LONG_EXCLUSIVE_LOCK.at(
                        occupy.line(),
                        occupy.verb() + " keeps " + (occupy.everybody() ? "everybody" : "writers") + " out of "
                                + (occupy.table().isEmpty() ? "every table in turn" : occupy.table())
                                + " until it is done",
                        "none while the table is in use: do it in small steps, or announce a pause and say so"));
    }

    private static Stream<Violation> dropped(RuleContext at) {
        return at.undo()
                ? Stream.empty()
                : at.changes().stream().flatMap(change -> {
                    if (change instanceof Change.DropTable drop && at.inUse(drop.table())) {
                        return inUse(drop.line(), drop.table());
                    } else if (change instanceof Change.DropColumn drop && at.inUse(drop.table())) {
                        return inUse(drop.line(), drop.table() + "." + drop.column());
                    } else if (change instanceof Change.RenameTable rename && at.inUse(rename.table())) {
                        return inUse(rename.line(), rename.table());
                    } else if (change instanceof Change.RenameColumn rename && at.inUse(rename.table())) {
                        return inUse(rename.line(), rename.table() + "." + rename.column());
                    }
                    return Stream.empty();
                });
    }

    private static Stream<Violation> inUse(int line, String what) {
        return Stream.of(Rule.DROP_IN_USE.at(
                line,
                "instances of the release before still use " + what + ", and fail",
                "expand and contract: add what is new, release code that no longer needs " + what
                        + ", and drop it in a revision of a later release"));
    }
}
