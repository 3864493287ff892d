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

/** The {@code import} command: starts the application without its port and passes it the files. */
@Command(
        name = "import",
        description = {
            "Loads mail for a user: mailboxes (mbox), messages (.eml, .emlx), folders (Maildir, or of such"
                    + " files), and archives (tar, tar.gz, zip) of them. Messages that the user has already are"
                    + " skipped."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every message is imported",
            "1:a message was refused or a file failed; standard error names it",
            "2:the command line can't be understood"
        })
public class ImportCommand implements Callable<Integer> {
    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "A mailbox, a message, a folder or an archive; - reads standard input.")
    private List<String> files = List.of();

    @Option(
            names = "--user",
            required = true,
            paramLabel = "EMAIL",
            description = "The address of the user whose mail it is.")
    private String user;

    @Option(names = "--quiet", description = "Shows no progress.")
    private boolean quiet;

    @Override
    public Integer call() {
        Environment.apply();
        System.setProperty("quarkus.http.host-enabled", "false");
        System.setProperty("getanswers.database.migrate-at-start", "false");
        // Without a port there are no requests to wait for.
        System.setProperty("quarkus.shutdown.delay", "0s");
        // The output of this command is its log; the application's log goes to standard error, with problems only.
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
