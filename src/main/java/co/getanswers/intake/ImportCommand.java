package co.getanswers.intake;

import co.getanswers.platform.Environment;
import io.quarkus.runtime.Quarkus;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command line's door for mail: it starts the application without its port and hands it the files. */
@Command(
        name = "import",
        description = "Loads mailboxes (mbox) and messages (.eml) for a user. What is there already is skipped.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:everything is taken in",
            "1:something was refused or failed; what it was stands on standard error",
            "2:the command line can't be understood"
        })
public class ImportCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "A mailbox or a message; - reads standard input.")
    private List<String> files = List.of();

    @Option(names = "--user", required = true, paramLabel = "EMAIL", description = "Whose mail it is.")
    private String user;

    @Option(names = "--quiet", description = "Shows no progress.")
    private boolean quiet;

    @Override
    public Integer call() {
        Environment.apply();
        System.setProperty("quarkus.http.host-enabled", "false");
        System.setProperty("getanswers.database.migrate-at-start", "false");
        // Nobody sends requests that would have to be waited for.
        System.setProperty("quarkus.shutdown.delay", "0s");
        // The log of this command is what it prints; the application's own goes beside it and tells only of trouble.
        System.setProperty("quarkus.log.console.stderr", "true");
        System.setProperty("quarkus.log.json.console.enable", "false");
        System.setProperty("quarkus.log.level", "ERROR");
        System.setProperty("quarkus.log.category.\"co.getanswers.intake\".level", "WARN");
        System.setProperty("quarkus.log.category.\"co.getanswers.platform.database\".level", "OFF");
        var arguments = new ArrayList<>(List.of(user, Boolean.toString(quiet)));
        arguments.addAll(files);
        var code = new AtomicInteger();
        Quarkus.run(
                ImportApplication.class,
                (exitCode, failure) -> {
                    if (failure != null) {
                        System.err.println("FAILED: the import could not start: " + failure.getMessage());
                    }
                    code.set(failure == null ? exitCode : 1);
                },
                arguments.toArray(String[]::new));
        return code.get();
    }
}
