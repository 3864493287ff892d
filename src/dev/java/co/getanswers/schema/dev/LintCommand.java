package co.getanswers.schema.dev;

import co.getanswers.schema.MigrationFailure;
import co.getanswers.schema.Revision;
import co.getanswers.schema.cli.MigrateSubcommand;
import co.getanswers.schema.cli.RevisionName;
import co.getanswers.schema.cli.RevisionRange;
import co.getanswers.schema.dev.lint.Lint;
import co.getanswers.schema.dev.lint.Rule;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "lint",
        description = {
            "Finds statements that hurt a live system.",
            "",
            "They block others for long, break the release that still runs, or lose data when undone."
                    + " Each is printed with its file, line and rule, its effect, and a safe form. A development"
                    + " command that needs no database.",
            "",
            "For a statement that is right as it is, give the reason on the line before it:",
            "",
            "  -- lint:allow drop-in-use: no release since May reads the column.",
            "  ALTER TABLE messages DROP COLUMN body_html;",
            ""
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:no findings", "1:findings, or failed", "2:wrong usage"})
public final class LintCommand extends MigrateSubcommand {
    @Parameters(
            arity = "0..1",
            paramLabel = "A:B",
            description = "Report only the revisions from A to B; A: and :B are open at that end. All are read.")
    String range = ":";

    @Option(
            names = "--released-up-to",
            paramLabel = "REV",
            defaultValue = "base",
            description = "The newest revision that a release has: later ones must allow the values that running"
                    + " instances write. Default: ${DEFAULT-VALUE}, for there is no release yet.")
    String releasedUpTo;

    @Option(names = "--rules", description = "List the rules instead.")
    boolean rules;

    @Override
    protected int run() {
        if (rules) {
            for (var rule : Rule.values()) {
                out().printf("%-26s %s%n", rule.id(), rule.summary());
            }
            return 0;
        }
        var chosen = RevisionRange.parse(range).select(revisions(), this::currentRevision).stream()
                .map(Revision::id)
                .collect(Collectors.toSet());
        var released = new RevisionName(releasedUpTo).resolve(revisions(), this::currentRevision);
        var findings = Lint.check(revisions().all(), released).stream()
                .filter(finding -> chosen.contains(finding.revision()))
                .toList();
        findings.forEach(finding -> out().println(finding));
        var read = chosen.size() + (chosen.size() == 1 ? " revision" : " revisions");
        if (!findings.isEmpty()) {
            throw new MigrationFailure(read + ", " + findings.size() + (findings.size() == 1 ? " finding" : " findings")
                    + ". Use the safe form, or give the reason before the statement: -- lint:allow <rule>: <reason>");
        }
        out().println(read + ", no findings.");
        return 0;
    }
}
