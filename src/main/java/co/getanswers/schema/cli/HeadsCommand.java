package co.getanswers.schema.cli;

import co.getanswers.schema.SchemaHistory;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "heads",
        description = "Prints the newest revision of this program. It needs no database.",
        mixinStandardHelpOptions = true)
final class HeadsCommand extends MigrateSubcommand {
    @Option(
            names = {"-v", "--verbose"},
            description = "Print all details.")
    boolean verbose;

    @Override
    protected int run() {
        var formatter = new RevisionFormatter(revisions(), Optional.empty(), new SchemaHistory(List.of()));
        revisions().head().ifPresent(head -> out().println(verbose ? formatter.block(head) : formatter.line(head)));
        return 0;
    }
}
