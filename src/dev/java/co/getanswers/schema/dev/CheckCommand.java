package co.getanswers.schema.dev;

import co.getanswers.schema.MigrationFailure;
import co.getanswers.schema.cli.MigrateSubcommand;
import co.getanswers.schema.dev.generate.Difference;
import co.getanswers.schema.dev.generate.EntityScanner;
import co.getanswers.schema.dev.generate.RevisionText;
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
public final class CheckCommand extends MigrateSubcommand {
    @Mixin
    ScratchOptions scratch;

    @Override
    protected int run() throws SQLException {
        var difference =
                Difference.ofEntities(scratch.server(), scratch.folder().revisions(), EntityScanner.scan());
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
