package co.getanswers.schema;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Refuses scripts that would not do what they say, before the first of them runs or is printed. */
public final class ScriptCheck {
    private static final Pattern ADDED_VALUE =
            Pattern.compile("(?is)ALTER TYPE \\S+ ADD VALUE (?:IF NOT EXISTS )?(?<value>'(?:[^']|'')*').*");
    private static final Pattern COPY_OUT = Pattern.compile("COPY\\b.* TO (?:STDOUT|PROGRAM)\\b.*");

    private ScriptCheck() {}

    /**
     * @param scripts those about to run
     * @param revisions all of them: their procedures may be called
     * @throws ScriptRefusal naming the first script that is refused, its line, and what to write instead
     */
    public static void require(Collection<Script> scripts, Revisions revisions) {
        var committing = new CommittingProcedures(revisions);
        for (var script : scripts) {
            require(script, committing);
        }
    }

    private static void require(Script script, CommittingProcedures committing) {
        if (script.sql().indexOf('\0') >= 0) {
            throw refusal(script, 1, "it holds a zero byte: save the file as UTF-8");
        }
        var statements = script.statements();
        for (var statement : statements) {
            if (statement.controlsTransaction()) {
                throw refusal(
                        script,
                        statement.line(),
                        statement.words().get(0) + " begins or ends a transaction, and each revision runs in one of its"
                                + " own: remove it. Where each statement is to commit by itself, begin the script with: "
                                + Script.NO_TRANSACTION);
            }
            if (COPY_OUT.matcher(statement.shape()).matches()) {
                throw refusal(script, statement.line(), "a revision has no output: remove COPY … TO");
            }
        }
        if (!script.declaredWithoutTransaction()) {
            requireOneKind(script, statements);
            if (script.transactional()) {
                requireSplitValues(script, statements);
                requireNoCommits(script, statements, committing);
            }
        }
    }

    private static void requireOneKind(Script script, List<Statement> statements) {
        var outside = statements.stream()
                .filter(statement -> !statement.transactional())
                .findFirst();
        var inside = statements.stream()
                .filter(statement -> statement.transactional() && !statement.runsAnywhere())
                .findFirst();
        if (outside.isPresent() && inside.isPresent()) {
            throw refusal(
                    script,
                    outside.get().line(),
                    "this statement can't run in a transaction, and that on line "
                            + inside.get().line()
                            + " needs one: put it in a revision of its own. Where each statement may commit by itself,"
                            + " begin the script with: " + Script.NO_TRANSACTION);
        }
    }

    /** Refuses a new value of an enum that is used before it is committed. */
    private static void requireSplitValues(Script script, List<Statement> statements) {
        for (var i = 0; i < statements.size(); i++) {
            var added = ADDED_VALUE.matcher(statements.get(i).code());
            if (added.matches()) {
                var user = use(added.group("value"), statements.subList(i + 1, statements.size()));
                if (user.isPresent()) {
                    throw refusal(
                            script,
                            user.get().line(),
                            "the value " + added.group("value") + ", added on line "
                                    + statements.get(i).line()
                                    + ", can be used only once that is committed: put this statement in the next"
                                    + " revision. Where each statement may commit by itself, begin the script with: "
                                    + Script.NO_TRANSACTION);
                }
            }
        }
    }

    private static Optional<Statement> use(String value, List<Statement> later) {
        return later.stream()
                .filter(statement -> !ADDED_VALUE.matcher(statement.code()).matches())
                .filter(statement -> !statement.code().startsWith("COMMENT "))
                .filter(statement -> statement.code().contains(value))
                .findFirst();
    }

    /** Refuses the call of a procedure that commits, and a block that does. */
    private static void requireNoCommits(Script script, List<Statement> statements, CommittingProcedures committing) {
        for (var call : statements) {
            var verb = call.words().get(0);
            if (verb.equals("CALL") && committing.contains(call.words().get(1))
                    || verb.equals("DO") && CommittingProcedures.commits(call)) {
                throw refusal(
                        script,
                        call.line(),
                        (verb.equals("CALL") ? "the procedure" : "the block")
                                + " commits, which it can't do in the revision's transaction: begin the script with: "
                                + Script.NO_TRANSACTION);
            }
        }
    }

    private static ScriptRefusal refusal(Script script, int line, String why) {
        return new ScriptRefusal(script.name(), line, why);
    }
}
