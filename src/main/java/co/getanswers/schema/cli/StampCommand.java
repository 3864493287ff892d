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

    @Option(names = "--unchecked", description = "Don't compare the schema with the revision's.")
    boolean unchecked;

    @Override
    protected int run() throws SQLException {
        try (var session = MigrationSession.open(context().database(), new ConsoleProgress(out(), err()))) {
            var current = purge
                    ? Optional.<Revision>empty()
                    : CurrentRevision.of(SchemaHistory.read(session.connection()), revisions());
            var target = new RevisionName(revision).resolve(revisions(), () -> current);
            if (!unchecked
                    && target.isPresent()
                    && current.filter(at -> at.compareTo(target.get()) >= 0).isEmpty()) {
                SchemaDrift.requireSchemaOf(target.get(), session.connection(), revisions());
            }
            new SchemaStamp(session, revisions()).stamp(target.orElse(null), purge);
            out().println("Running stamp_revision " + current.map(Revision::id).orElse("") + " -> "
                    + target.map(Revision::id).orElse(""));
        }
        return 0;
    }
}
