package co.getanswers.intake;

import co.getanswers.platform.ApplicationCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
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
        var arguments = new ArrayList<>(List.of(user, Boolean.toString(quiet)));
        arguments.addAll(files);
        return ApplicationCommand.run("the import", ImportApplication.class, arguments);
    }
}
