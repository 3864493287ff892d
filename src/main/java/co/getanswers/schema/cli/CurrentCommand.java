package co.getanswers.schema.cli;

import co.getanswers.schema.MigrationFailure;
import co.getanswers.schema.Revision;
import java.sql.SQLException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "current",
        description = "Prints the revision that the database is at; nothing at the base.",
        mixinStandardHelpOptions = true)
final class CurrentCommand extends MigrateSubcommand {
    @Option(
            names = {"-v", "--verbose"},
            description = "Print all details, and the address of the database.")
    boolean verbose;

    @Option(names = "--check-heads", description = "Exit with 1 unless the database is at the head.")
    boolean checkHeads;

    @Override
    protected int run() throws SQLException {
        var history = history();
        var current = CurrentRevision.of(history, revisions());
        var formatter = new RevisionFormatter(revisions(), Optional.empty(), history);
        if (verbose) {
            out().println("Current revision(s) for " + context().address() + ":");
        }
        current.ifPresent(revision -> out().println(verbose ? formatter.block(revision) : formatter.line(revision)));
        for (var failed : history.failed()) {
            err().println((failed.isUndone() ? "The undo of revision " : "Revision ") + failed.version() + " ("
                    + failed.description() + ") did not finish; upgrade "
                    + (failed.isUndone() ? "and downgrade finish it first." : "tries it again."));
        }
        if (checkHeads && !current.equals(revisions().head())) {
            throw new MigrationFailure(
                    "The database is at " + current.map(Revision::id).orElse("the base")
                            + ", not at the head, "
                            + revisions().head().map(Revision::id).orElse("the base")
                            + ". Bring it there with: migrate upgrade.");
        }
        return 0;
    }
}
