package co.getanswers.schema.dev.lint;

import java.util.stream.Stream;

/** Rules for whole scripts, for statements that can't be analysed, and for what an undo loses. */
final class ScriptRules {
    private static final String BACKUP_FIRST = "a backup first; then -- lint:allow undo-loses-data: what is lost";

    private ScriptRules() {}

    static Stream<Violation> check(RuleContext context) {
        var unread = context.changes(Change.Opaque.class)
                .map(change -> unread(change.line(), "lint does not analyse " + change.verb()));
        return context.undo() ? Stream.concat(unread, lost(context)) : unread;
    }

    static Violation unread(int line, String why) {
        return Rule.UNREAD.violation(
                line,
                why + ": its effect on a live system is unchecked",
                "plain statements; or -- lint:allow unread: why it is safe");
    }

    /** Flyway refuses to run a script that mixes concurrent and transactional statements. */
    static Stream<Violation> mixed(ParsedScript script) {
        var concurrent =
                script.steps().stream().filter(ParsedScript.Step::concurrent).toList();
        return concurrent.isEmpty()
                ? Stream.empty()
                : script.steps().stream()
                        .filter(step -> !step.concurrent())
                        .limit(1)
                        .map(step -> Rule.CONCURRENT_MIXED.violation(
                                step.line(),
                                "concurrent statements need a script without a transaction, this one needs a transaction",
                                "two revisions"));
    }

    private static Stream<Violation> lost(RuleContext context) {
        return context.changes().stream().flatMap(change -> {
            if (change instanceof Change.DropTable drop && context.inUse(drop.table())) {
                return lost(drop.line(), "the rows of " + drop.table() + " are lost");
            } else if (change instanceof Change.DropColumn drop && context.inUse(drop.table())) {
                return lost(drop.line(), "the values of " + drop.table() + "." + drop.column() + " are lost");
            } else if (change instanceof Change.WriteRows write && context.inUse(write.table())) {
                return lost(
                        write.line(),
                        (write.verb().equals("DELETE") ? "rows of " : "values in ") + write.table() + " are lost");
            } else if (change instanceof Change.LongLock lock && lock.verb().equals("TRUNCATE")) {
                return lost(lock.line(), "the rows of " + lock.table() + " are lost");
            }
            return Stream.empty();
        });
    }

    private static Stream<Violation> lost(int line, String what) {
        return Stream.of(Rule.UNDO_LOSES_DATA.violation(line, what, BACKUP_FIRST));
    }
}
