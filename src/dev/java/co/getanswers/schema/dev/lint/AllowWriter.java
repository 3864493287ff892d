package co.getanswers.schema.dev.lint;

import co.getanswers.schema.Revision;
import co.getanswers.schema.Script;
import java.util.ArrayList;
import java.util.List;

/** Writes before the statements of a generated pair what lint finds, as reasons that a person has to confirm. */
public final class AllowWriter {
    private AllowWriter() {}

    /**
     * @param before the revisions before the pair, from the first
     * @param generated the pair as it was generated
     */
    public static Revision write(List<Revision> before, Revision generated) {
        var all = new ArrayList<>(before);
        all.add(generated);
        // The newest one may be released already, and its values in use.
        var released = before.stream().reduce((earlier, later) -> later);
        var findings = Lint.check(all, released).stream()
                .filter(finding -> finding.revision().equals(generated.id()))
                .filter(finding -> finding.rule().canBeAllowed())
                .toList();
        return new Revision(
                generated.id(),
                generated.description(),
                write(generated.up(), findings),
                generated.undo().map(undo -> write(undo, findings)),
                generated.path());
    }

    private static Script write(Script script, List<Finding> findings) {
        var lines = new ArrayList<>(script.sql().lines().toList());
        var statements = script.statements();
        for (var i = statements.size() - 1; i >= 0; i--) {
            var begins = statements.get(i).line();
            var ends = i + 1 < statements.size() ? statements.get(i + 1).line() : Integer.MAX_VALUE;
            findings.stream()
                    .filter(finding -> finding.file().equals(script.name()))
                    .filter(finding -> finding.line() >= begins && finding.line() < ends)
                    .map(finding ->
                            "-- lint:allow " + finding.rule().id() + ": to be confirmed: " + finding.what() + ".")
                    .distinct()
                    .forEach(allow -> lines.add(begins - 1, allow));
        }
        return new Script(script.name(), String.join("\n", lines) + "\n");
    }
}
