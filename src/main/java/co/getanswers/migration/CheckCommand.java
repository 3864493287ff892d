package co.getanswers.migration;

import co.getanswers.migration.generate.Difference;
import co.getanswers.migration.generate.Entities;
import co.getanswers.migration.generate.RevisionText;
import co.getanswers.platform.schema.MigrationFailure;
import java.sql.SQLException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "check",
        description = {
            "Tells whether the revisions make what the entities describe, and prints the SQL that is missing.",
            "",
            "Two scratch databases are compared, one migrated to head and one made from the entities: columns, types,"
                    + " defaults, keys, foreign keys and what they do on delete, CHECKs, indexes, enums. A development"
                    + " command.",
            ""
        },
        mixinStandardHelpOptions = true)
final class CheckCommand extends MigrationCommand {
    @Mixin
    ScratchOptions scratch;

    @Override
    int run() throws SQLException {
        DevelopmentOnly.require("check");
        var difference =
                Difference.ofEntities(scratch.server(), scratch.folder().revisions(), Entities.all());
        if (difference.isEmpty()) {
            out().println("No new upgrade operations detected.");
            return 0;
        }
        out().print(RevisionText.missing(difference));
        throw new MigrationFailure(
                "The entities describe what the revisions don't make. Write it with: migrate revision"
                        + " --autogenerate -m <message>.");
    }
}
