package co.getanswers.schema.cli;

import java.sql.SQLException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code check} in production, where only the database can be checked. */
@Command(
        name = "check",
        description = {
            "Compares the database with the schema that its history claims.",
            "",
            "Missing, extra and changed tables, columns, defaults, constraints, indexes, enum values, views, functions"
                    + " and triggers are printed, each with the statement that mends it. The comparison with the entities"
                    + " is a development command.",
            ""
        },
        mixinStandardHelpOptions = true)
final class CheckDatabaseCommand extends MigrateSubcommand {
    @Option(names = "--database", description = "Check the live database.")
    boolean database;

    @Override
    protected int run() throws SQLException {
        if (!database) {
            throw DevelopmentOnly.refused(
                    "check", " In production, check the live database with: migrate check --database.");
        }
        return DatabaseCheck.run(context(), revisions(), out(), err());
    }
}
