package co.getanswers.schema.cli;

import co.getanswers.schema.InvalidIndex;
import co.getanswers.schema.MigrationSession;
import co.getanswers.schema.SchemaRepair;
import java.sql.SQLException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "repair",
        description = {
            "Mends what interrupted migrations left: forgets revisions that failed, records the checksums of applied scripts as"
                    + " they are now, and names the indexes that a failed concurrent build left invalid, with the statement"
                    + " that mends each, and runs it.",
            ""
        },
        mixinStandardHelpOptions = true)
final class RepairCommand extends MigrateSubcommand {
    @Option(names = "--dry-run", description = "Only name the invalid indexes and the statements that mend them.")
    boolean dryRun;

    @Override
    protected int run() throws SQLException {
        try (var session = MigrationSession.open(context().database(), new ConsoleProgress(out(), err()))) {
            var repair = new SchemaRepair(session, revisions());
            var done = dryRun ? java.util.List.<String>of() : repair.repairHistory();
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
