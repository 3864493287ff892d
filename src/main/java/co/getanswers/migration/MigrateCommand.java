package co.getanswers.migration;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "migrate",
        description = {
            "Brings the database's schema to a revision and back, and tells where it stands.",
            "",
            "The database is that of DATABASE_URL, or of MIGRATION_DATABASE_URL where that is set. A revision is named by its number (003, 3, or the beginning of it where"
                    + " only one begins so), by head, base or current, or from one of these: +2, -1, 003+1, head-2.",
            ""
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, or in order",
            "1:refused, failed, or not in order; one line on standard error says what to do",
            "2:not understood"
        },
        subcommands = {
            UpgradeCommand.class,
            DowngradeCommand.class,
            CurrentCommand.class,
            HistoryCommand.class,
            HeadsCommand.class,
            ShowCommand.class,
            StampCommand.class,
            AdoptCommand.class,
            RepairCommand.class,
            RevisionCommand.class,
            CheckCommand.class,
            VerifyCommand.class,
            LintCommand.class
        })
public final class MigrateCommand implements Runnable {
    private final Workplace workplace;

    @Spec
    CommandSpec spec;

    public MigrateCommand(Workplace workplace) {
        this.workplace = workplace;
    }

    Workplace workplace() {
        return workplace;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command, such as: migrate current");
    }
}
