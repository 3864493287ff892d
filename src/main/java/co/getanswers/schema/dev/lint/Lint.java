package co.getanswers.schema.dev.lint;

import co.getanswers.schema.Revision;
import co.getanswers.schema.Script;
import co.getanswers.schema.dev.lint.ParsedScript.Allow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Finds statements that hurt a live system. The revisions are read in their order, so that each is judged by the tables
 * that the ones before leave; its undo by those that it leaves itself.
 */
public final class Lint {
    private static final List<Function<RuleContext, Stream<Violation>>> RULES = List.of(
            IndexRules::check, ColumnRules::check, ConstraintRules::check, LockRules::check, ScriptRules::check);

    /** There was no release before it; which values a program wrote that was never released, nobody has to ask. */
    private static final long BEFORE_ANY_RELEASE = 76;

    private Lint() {}

    /** @param revisions all of them, from the first */
    public static List<Finding> check(List<Revision> revisions) {
        return check(revisions, BEFORE_ANY_RELEASE);
    }

    /** @param unreleased the last revision that no release went before */
    static List<Finding> check(List<Revision> revisions, long unreleased) {
        var findings = new ArrayList<Finding>();
        var schema = Schema.EMPTY;
        for (var revision : revisions) {
            var up = ScriptParser.parse(revision.up().sql());
            var complaints = new ArrayList<>(complaints(revision.up(), up, schema, false));
            if (revision.number() <= unreleased) {
                complaints.removeIf(complaint -> complaint.rule() == Rule.VALUES_REMOVED);
            }
            if (revision.undo().isEmpty()) {
                complaints.add(Rule.MISSING_UNDO.at(
                        up.firstLine(),
                        "a release that has to be taken back leaves the schema where it is",
                        "db/undo/" + revision.up().name().replaceFirst("^V", "U")));
            }
            findings.addAll(judged(revision, revision.up(), up, complaints));
            schema = schema.after(up.changes());
            if (revision.undo().isPresent()) {
                var script = revision.undo().get();
                var undo = ScriptParser.parse(script.sql());
                findings.addAll(judged(revision, script, undo, complaints(script, undo, schema, true)));
            }
        }
        return findings;
    }

    private static List<Violation> complaints(Script script, ParsedScript parsed, Schema before, boolean undo) {
        var complaints = new ArrayList<>(ScriptRules.mixed(parsed).toList());
        parsed.unread()
                .forEach(line -> complaints.add(ScriptRules.unread(line, "the grammar does not know this statement")));
        var schema = before;
        var earlier = new ArrayList<Change>();
        var held = new HashSet<String>();
        var all = parsed.changes();
        for (var step : parsed.steps()) {
            var done = earlier.size() + step.changes().size();
            var later = all.subList(done, all.size());
            var at = new RuleContext(
                    undo, script.transactional(), schema, Set.copyOf(held), List.copyOf(earlier), step, later);
            RULES.forEach(rule -> complaints.addAll(rule.apply(at).toList()));
            schema = schema.after(step.changes());
            held.addAll(at.locked());
            earlier.addAll(step.changes());
        }
        return complaints;
    }

    /** Leaves out what is allowed, and adds what is wrong with the allowing. */
    private static List<Finding> judged(
            Revision revision, Script script, ParsedScript parsed, List<Violation> complaints) {
        var used = new HashSet<Allow>();
        var left = new ArrayList<Violation>();
        for (var complaint : complaints) {
            var statement = parsed.statementOf(complaint.line());
            parsed.allows().stream()
                    .filter(allow -> allow.statement() == statement
                            && complaint.rule().canBeAllowed()
                            && allow.rule().equals(complaint.rule().id()))
                    .findFirst()
                    .ifPresentOrElse(used::add, () -> left.add(complaint));
        }
        parsed.allows().forEach(allow -> left.addAll(misused(allow, used.contains(allow))));
        return left.stream()
                .sorted(Comparator.comparingInt(Violation::line))
                .map(complaint -> complaint.in(revision.id(), script.name()))
                .toList();
    }

    private static List<Violation> misused(Allow allow, boolean used) {
        var wrong = new ArrayList<Violation>();
        if (Rule.named(allow.rule()).filter(Rule::canBeAllowed).isEmpty()) {
            wrong.add(Rule.ALLOW_UNKNOWN.at(
                    allow.line(),
                    "\"" + allow.rule() + "\" silences nothing",
                    "a name that migrate lint --rules shows"));
        } else if (!used) {
            wrong.add(Rule.ALLOW_UNUSED.at(
                    allow.line(),
                    "the statement after it gives no reason for " + allow.rule()
                            + ", and one that does would go unseen",
                    "without the comment"));
        }
        if (allow.reason().isEmpty()) {
            wrong.add(Rule.ALLOW_WITHOUT_REASON.at(
                    allow.line(),
                    "nobody can tell whether it still holds",
                    "-- lint:allow " + allow.rule() + ": why the statement is right as it is"));
        }
        return wrong;
    }
}
