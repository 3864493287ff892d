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
        throw new MigrationFailure(spec.name() + " is a development command: run it in a checkout, ./mvnw -q compile"
                + " exec:java -Dexec.args=\"migrate " + spec.name() + "\"");
    }
}
