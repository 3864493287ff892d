package co.getanswers.schema.dev.lint;

import co.getanswers.schema.Revision;
import co.getanswers.schema.Revisions;
import co.getanswers.schema.Script;
import co.getanswers.schema.ScriptCheck;
import co.getanswers.schema.ScriptRefusal;
import co.getanswers.schema.dev.lint.ParsedScript.Allow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Finds statements that hurt a live system. Revisions are read in their order: each script is judged by the tables that
 * those before it leave, an undo script by those that its revision leaves.
 */
public final class Lint {
    private static final List<Function<RuleContext, Stream<Violation>>> RULES = List.of(
            IndexRules::check, ColumnRules::check, ConstraintRules::check, LockRules::check, ScriptRules::check);

    private Lint() {}

    /**
     * @param revisions all of them, from the first
     * @param released the newest revision that a release has; absent before the first release
     */
    public static List<Finding> check(List<Revision> revisions, Optional<Revision> released) {
        var findings = new ArrayList<Finding>();
        var schema = Schema.EMPTY;
        var all = new Revisions(revisions);
        for (var revision : revisions) {
            var up = ScriptParser.parse(CopyData.blanked(revision.up()));
            var violations = new ArrayList<>(violations(revision.up(), up, schema, false, all));
            if (revision.undo().isEmpty()) {
                violations.add(Rule.MISSING_UNDO.violation(
                        up.firstLine(),
                        "the schema can't be undone with the release",
                        "db/undo/" + revision.up().name().replaceFirst("^V", "U")));
            }
            // No running instance writes values that only unreleased code wrote.
            var follows =
                    released.filter(newest -> revision.compareTo(newest) > 0).isPresent();
            findings.addAll(withoutAllowed(revision, revision.up(), up, violations).stream()
                    .filter(finding -> follows || finding.rule() != Rule.VALUES_REMOVED)
                    .toList());
            schema = schema.after(up.changes());
            if (revision.undo().isPresent()) {
                var script = revision.undo().get();
                var undo = ScriptParser.parse(CopyData.blanked(script));
                findings.addAll(withoutAllowed(revision, script, undo, violations(script, undo, schema, true, all)));
            }
        }
        return findings;
    }

    private static List<Violation> violations(
            Script script, ParsedScript parsed, Schema before, boolean undo, Revisions all) {
        var violations = new ArrayList<>(ScriptRules.mixed(parsed).toList());
        parsed.unparsed()
                .forEach(line -> violations.add(ScriptRules.unread(line, "the grammar does not know this statement")));
        var transactional = true;
        try {
            ScriptCheck.require(List.of(script), all);
            transactional = script.transactional();
            violations.addAll(StatementRules.check(script, undo).toList());
        } catch (ScriptRefusal refused) {
            if (violations.isEmpty()) {
                violations.add(Rule.REFUSED.violation(refused.line(), refused.reason(), "what this says"));
            }
        }
        var schema = before;
        var earlier = new ArrayList<Change>();
        var held = new HashSet<String>();
        var changes = parsed.changes();
        for (var step : parsed.steps()) {
            var done = earlier.size() + step.changes().size();
            var later = changes.subList(done, changes.size());
            var context =
                    new RuleContext(undo, transactional, schema, Set.copyOf(held), List.copyOf(earlier), step, later);
            RULES.forEach(rule -> violations.addAll(rule.apply(context).toList()));
            schema = schema.after(step.changes());
            held.addAll(context.locked());
            earlier.addAll(step.changes());
        }
        violations.removeIf(violation -> OlderScripts.contain(script.name(), violation));
        // The narrower of two rules speaks.
        var unbounded = violations.stream()
                .filter(violation -> violation.rule() == Rule.UNBOUNDED_UPDATE)
                .map(Violation::line)
                .toList();
        violations.removeIf(
                violation -> violation.rule() == Rule.WHOLE_TABLE_WRITE && unbounded.contains(violation.line()));
        return violations;
    }

    /** Leaves out the violations that a lint:allow covers, and adds those of the lint:allow comments themselves. */
    private static List<Finding> withoutAllowed(
            Revision revision, Script script, ParsedScript parsed, List<Violation> violations) {
        var used = new HashSet<Allow>();
        var left = new ArrayList<Violation>();
        for (var violation : violations) {
            var statement = parsed.statementStart(violation.line());
            parsed.allows().stream()
                    .filter(allow -> allow.statement() == statement
                            && violation.rule().canBeAllowed()
                            && allow.rule().equals(violation.rule().id()))
                    .findFirst()
                    .ifPresentOrElse(used::add, () -> left.add(violation));
        }
        parsed.allows().forEach(allow -> left.addAll(misuses(allow, used.contains(allow))));
        return left.stream()
                .sorted(Comparator.comparingInt(Violation::line))
                .map(violation -> violation.toFinding(revision.id(), script.name()))
                .toList();
    }

    private static List<Violation> misuses(Allow allow, boolean used) {
        var wrong = new ArrayList<Violation>();
        if (Rule.named(allow.rule()).filter(Rule::canBeAllowed).isEmpty()) {
            wrong.add(Rule.ALLOW_UNKNOWN.violation(
                    allow.line(), "\"" + allow.rule() + "\" silences nothing", "a name from migrate lint --rules"));
        } else if (!used) {
            wrong.add(Rule.ALLOW_UNUSED.violation(
                    allow.line(),
                    "the statement after it does not violate " + allow.rule()
                            + ", and a later violation would be hidden",
                    "remove the comment"));
        }
        if (allow.reason().isEmpty()) {
            wrong.add(Rule.ALLOW_WITHOUT_REASON.violation(
                    allow.line(),
                    "nobody can tell whether the reason still holds",
                    "-- lint:allow " + allow.rule() + ": why the statement is right as it is"));
        }
        return wrong;
    }
}
