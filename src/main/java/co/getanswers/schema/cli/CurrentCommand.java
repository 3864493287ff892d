package co.getanswers.schema.cli;

import co.getanswers.schema.AlembicTable;
import co.getanswers.schema.MigrationFailure;
import co.getanswers.schema.Revision;
import co.getanswers.schema.SchemaHistory;
import co.getanswers.schema.SchemaUpgrade;
import java.sql.SQLException;
import java.util.List;
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

    @Option(
            names = {"-c", "--check-heads"},
            description = "Exit with 1 unless every revision is applied.")
    boolean checkHeads;

    @Override
    protected int run() throws SQLException {
        var history = history();
        var alembic = alembicRevisions(history);
        var current = CurrentRevision.of(history, revisions());
        var formatter = new RevisionFormatter(revisions(), Optional.empty(), history);
        if (verbose) {
            out().println("Current revision(s) for " + context().address() + ":");
        }
        current.ifPresent(revision -> out().println(verbose ? formatter.block(revision) : formatter.line(revision)));
        if (!alembic.isEmpty()) {
            out().println("Alembic left this database at revision " + String.join(" and ", alembic)
                    + ", and it is not taken over yet. Do that with: migrate adopt.");
        }
        for (var failed : history.failed()) {
            err().println((failed.isUndone() ? "The undo of revision " : "Revision ") + failed.version() + " ("
                    + failed.description() + ") did not finish; upgrade "
                    + (failed.isUndone() ? "and downgrade finish it first." : "tries it again."));
        }
        if (checkHeads) {
            requireHead(history, current);
        }
        return 0;
    }

    private List<String> alembicRevisions(SchemaHistory history) throws SQLException {
        if (!history.rows().isEmpty()) {
            return List.of();
        }
        try (var connection = context().database().getConnection()) {
            return AlembicTable.revisions(connection);
        }
    }

    private void requireHead(SchemaHistory history, Optional<Revision> current) {
        var missing = SchemaUpgrade.pending(history, revisions(), null);
        if (current.isPresent() && current.equals(revisions().head()) && !missing.isEmpty()) {
            throw new MigrationFailure("The database is at the head, "
                    + current.get().id() + ", and lacks "
                    + String.join(", ", missing.stream().map(Revision::title).toList())
                    + ", which came later with a lower number. Give it the next free number with: migrate renumber.");
        }
        if (!current.equals(revisions().head())) {
            throw new MigrationFailure(
                    "The database is at " + current.map(Revision::id).orElse("the base")
                            + ", not at the head, "
                            + revisions().head().map(Revision::id).orElse("the base")
                            + ". Bring it there with: migrate upgrade.");
        }
    }
}
