package co.getanswers.schema.cli;

import co.getanswers.schema.MigrationSession;
import co.getanswers.schema.SchemaHistory;
import java.sql.SQLException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "ensure-version",
        description = "Creates the table of the history if it is missing.",
        mixinStandardHelpOptions = true)
final class EnsureVersionCommand extends MigrateSubcommand {
    @Option(names = "--sql", description = "Print the statements instead; no database is needed.")
    boolean sql;

    @Override
    protected int run() throws SQLException {
        if (sql) {
            out().print(OfflineScript.history());
            return 0;
        }
        try (var session = MigrationSession.open(context().database(), progress())) {
            SchemaHistory.ensure(session.connection());
        }
        return 0;
    }
}
