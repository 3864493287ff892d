package co.getanswers.schema.dev;

import co.getanswers.schema.MigrationFailure;
import co.getanswers.schema.cli.DatabaseCheck;
import co.getanswers.schema.cli.MigrateSubcommand;
import co.getanswers.schema.dev.generate.Difference;
import co.getanswers.schema.dev.generate.EntityModel;
import co.getanswers.schema.dev.generate.RevisionText;
import java.sql.SQLException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "check",
        description = {
            "Compares the schema that the revisions make with the one that the entities describe, and"
                    + " prints the SQL that is missing.",
            "",
            "Both are made on scratch databases. Compared are columns, types, defaults, keys, foreign"
                    + " keys with their delete rules, CHECKs, indexes and enums. A development command.",
            ""
        },
        mixinStandardHelpOptions = true)
public final class CheckCommand extends MigrateSubcommand {
    @Option(names = "--database", description = "Compare the live database with what its history claims instead.")
    boolean database;

    @Mixin
    ScratchOptions scratch;

    @Override
    protected int run() throws SQLException {
        if (database) {
            return DatabaseCheck.run(context(), revisions(), out(), err());
        }
        var entities = EntityModel.begin();
        var difference =
                Difference.ofEntities(scratch.server(), scratch.folder().revisions(), entities, scratch.exclusions());
        if (difference.isEmpty()) {
            out().println("No new upgrade operations detected.");
            return 0;
        }
        out().print(RevisionText.missing(difference));
        throw new MigrationFailure("The revisions lack what the entities describe. Write it with: migrate revision"
                + " --autogenerate -m <message>.");
    }
}
