package co.getanswers.schema.cli;

import co.getanswers.schema.Adoption;
import co.getanswers.schema.MigrationSession;
import co.getanswers.schema.SchemaHistory;
import java.sql.SQLException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "adopt",
        description = {
            "Takes over a database that Alembic managed.",
            "",
            "Compares its schema with the one that Alembic's revision claims, and its rows with what the revisions that"
                    + " follow require; names every difference and changes nothing if there is one. Then it records the"
                    + " revision and marks the table alembic_version, which stays with its row. upgrade and serve do"
                    + " the same by themselves.",
            ""
        },
        mixinStandardHelpOptions = true)
final class AdoptCommand extends MigrateSubcommand {
    @Mixin
    CredentialOptions credentials;

    @Override
    protected int run() throws SQLException {
        var progress = progress();
        try (var session = MigrationSession.open(context().database(), progress)) {
            var adoption = new Adoption(
                    session, revisions(), credentials.apply(context().credentials()));
            var adopted = adoption.adopt();
            adopted.ifPresent(progress::adopted);
            if (adopted.isEmpty()) {
                adoption.treatCredentials().ifPresent(out()::println);
                var current = CurrentRevision.of(SchemaHistory.read(session.connection()), revisions());
                out().println(current.map(
                                revision -> "This program manages the database already, at " + revision.id() + ".")
                        .orElse("The database is empty: there is nothing to take over. Go on with: migrate upgrade."));
            }
        }
        return 0;
    }
}
