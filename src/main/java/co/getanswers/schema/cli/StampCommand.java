package co.getanswers.schema.cli;

import co.getanswers.schema.MigrationSession;
import co.getanswers.schema.Revision;
import co.getanswers.schema.SchemaDrift;
import co.getanswers.schema.SchemaHistory;
import co.getanswers.schema.SchemaStamp;
import java.sql.SQLException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

@Command(
        name = "stamp",
        description = {
            "Records that the database is at a revision, without running anything.",
            "",
            "Those up to it count as applied, those above it as undone. If it is newer than the revision that the database is"
                    + " at, the schema is compared first, and refused if it lacks anything.",
            ""
        },
        mixinStandardHelpOptions = true)
final class StampCommand extends MigrateSubcommand {
    @Parameters(paramLabel = "REV", description = "The revision.")
    String revision;

    @Option(
            names = "--purge",
            description = "Delete the rows of the history first, with the times and users in them, also those of"
                    + " revisions that this program does not have.")
    boolean purge;

    @Option(
            names = "--sql",
            description =
                    "Print a script for psql -v ON_ERROR_STOP=1 instead, from the revision that the database is at; for"
                            + " a range A:B from A, without a database.")
    boolean sql;

    @Option(names = "--unchecked", description = "Don't compare the schema with the revision's.")
    boolean unchecked;

    @Override
    protected int run() throws SQLException {
        if (sql) {
            return printScript();
        }
        try (var session = MigrationSession.open(context().database(), progress())) {
            var current = purge
                    ? Optional.<Revision>empty()
                    : CurrentRevision.of(SchemaHistory.read(session.connection()), revisions());
            var target = new RevisionName(revision).resolve(revisions(), () -> current);
            if (!unchecked
                    && target.isPresent()
                    && current.filter(at -> at.compareTo(target.get()) >= 0).isEmpty()
                    && !SchemaDrift.requireSchemaOf(target.get(), session.connection(), revisions())) {
                err().println("The schema was not compared: its objects are more than the server has locks"
                        + " (max_locks_per_transaction).");
            }
            new SchemaStamp(session, revisions()).stamp(target.orElse(null), purge);
            if (!isQuiet()) {
                out().println("Running stamp_revision "
                        + current.map(Revision::id).orElse("") + " -> "
                        + target.map(Revision::id).orElse(""));
            }
        }
        return 0;
    }

    private int printScript() throws SQLException {
        if (purge) {
            throw new ParameterException(spec.commandLine(), "--purge and --sql exclude each other");
        }
        var ends = ends();
        out().print(OfflineScript.stamp(
                revisions(), ends.from().orElse(null), ends.to().orElse(null)));
        return 0;
    }

    private RevisionRange.Ends ends() throws SQLException {
        if (RevisionRange.isRange(revision)) {
            return RevisionRange.parse(revision).ascending(revisions(), this::currentRevision);
        }
        var from = CurrentRevision.of(history(), revisions());
        return new RevisionRange.Ends(from, new RevisionName(revision).resolve(revisions(), () -> from));
    }
}
