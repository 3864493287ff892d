package co.getanswers.schema.cli;

import co.getanswers.schema.MigrationFailure;
import co.getanswers.schema.SchemaHistory;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description = "Prints all details of a revision. It needs a database only for current and steps from it.",
        mixinStandardHelpOptions = true)
final class ShowCommand extends MigrateSubcommand {
    @Parameters(paramLabel = "REV", description = "The revision.")
    String revision;

    @Override
    protected int run() throws SQLException {
        var asked = revision.startsWith("current") || revision.matches("[+-].*");
        var history = asked ? history() : new SchemaHistory(List.of());
        var shown = new RevisionName(revision)
                .resolve(revisions(), () -> CurrentRevision.of(history, revisions()))
                .orElseThrow(() -> new MigrationFailure("The base is not a revision: there is nothing to show."));
        out().println(new RevisionFormatter(revisions(), Optional.empty(), history).block(shown));
        return 0;
    }
}
