package co.getanswers.schema.dev;

import co.getanswers.schema.Revision;
import co.getanswers.schema.cli.UpgradeCommand;
import co.getanswers.schema.dev.lint.Lint;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;

/** The command {@code upgrade} with lint, whose findings its plan shows. */
@Command(mixinStandardHelpOptions = true)
public final class CheckoutUpgradeCommand extends UpgradeCommand {
    @Override
    protected List<String> findings(Revision revision) {
        return Lint.check(revisions().all(), Optional.empty()).stream()
                .filter(finding -> finding.revision().equals(revision.id()))
                .map(Object::toString)
                .toList();
    }
}
