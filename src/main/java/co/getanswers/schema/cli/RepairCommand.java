package co.getanswers.schema.cli;

import co.getanswers.schema.InvalidIndex;
import co.getanswers.schema.MigrationSession;
import co.getanswers.schema.SchemaRepair;
import java.sql.SQLException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "repair",
        description = {
            "Repairs what interrupted migrations left.",
            "",
            "Finishes an undo, deletes the history rows of failed revisions, and rebuilds or drops"
                    + " invalid indexes, each with a statement that is printed first. Checksums of applied scripts"
                    + " are updated to those of the scripts as they are now.",
            ""
        },
        mixinStandardHelpOptions = true)
final class RepairCommand extends MigrateSubcommand {
    @Option(names = "--dry-run", description = "Only print the invalid indexes, each with its statement.")
    boolean dryRun;

    @Override
    protected int run() throws SQLException {
        try (var session = MigrationSession.open(context().database(), progress())) {
            var repair = new SchemaRepair(session, revisions());
            var done = dryRun ? List.<String>of() : repair.repairHistory();
            done.forEach(out()::println);
            var invalid = InvalidIndex.findAll(session.connection());
            for (var index : invalid) {
                var statement = repair.repairStatement(index);
                out().println("Index " + index.name() + " of " + index.table() + " is invalid: " + statement + ";");
                out().flush();
                if (!dryRun) {
                    repair.execute(statement);
                }
            }
            if (done.isEmpty() && invalid.isEmpty()) {
                out().println("Nothing to repair.");
            }
        }
        return 0;
    }
}
