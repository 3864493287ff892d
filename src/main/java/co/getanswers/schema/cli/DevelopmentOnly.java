package co.getanswers.schema.cli;

import co.getanswers.schema.MigrationFailure;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** Replaces each development command in production, and says where that can be run. */
@Command(description = "A development command: it runs in a checkout alone.", mixinStandardHelpOptions = true)
final class DevelopmentOnly extends MigrateSubcommand {
    @Unmatched
    List<String> arguments;

    @Override
    protected int run() {
        throw refused(spec.name(), "");
    }

    static MigrationFailure refused(String command, String elsewhere) {
        return new MigrationFailure(command + " is a development command: run it in a checkout with: src/dev/migrate "
                + command + "." + elsewhere);
    }
}
