package co.getanswers.schema.cli;

import co.getanswers.schema.Adoption;
import co.getanswers.schema.MigrationSession;
import co.getanswers.schema.SchemaHistory;
import java.sql.SQLException;
import picocli.CommandLine.Command;

@Command(
        name = "adopt",
        description = {
            "Takes over a database that Alembic managed.",
            "",
            "Records its revision and changes nothing else. The table alembic_version stays. upgrade and"
                    + " serve do the same by themselves.",
            ""
        },
        mixinStandardHelpOptions = true)
final class AdoptCommand extends MigrateSubcommand {
    @Override
    protected int run() throws SQLException {
        var progress = new ConsoleProgress(out(), err());
        try (var session = MigrationSession.open(context().database(), progress)) {
            var adopted = new Adoption(session, revisions()).adopt();
            adopted.ifPresent(progress::adopted);
            if (adopted.isEmpty()) {
                var current = CurrentRevision.of(SchemaHistory.read(session.connection()), revisions());
                out().println(current.map(
                                revision -> "This program manages the database already, at " + revision.id() + ".")
                        .orElse("The database is empty: there is nothing to take over. Go on with: migrate upgrade."));
            }
        }
        return 0;
    }
}
