package co.getanswers.schema.cli;

import co.getanswers.platform.ProgramVersion;
import co.getanswers.platform.SubcommandLoader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "migrate",
        description = {
            "Migrates the schema of the database up and down, and shows its revision.",
            "",
            "The database is that of MIGRATION_DATABASE_URL, else of DATABASE_URL. A revision is named"
                    + " by its number (003 or 3, or an unambiguous beginning), by head, base or current, or"
                    + " relative to one of these: +2, -1, 003+1, head-2.",
            ""
        },
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, or in order",
            "1:refused, failed, or not in order; one line on standard error says what to do",
            "2:wrong usage"
        })
public final class MigrateCommand implements Runnable {
    private static final Map<String, Class<? extends MigrateSubcommand>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("upgrade", UpgradeCommand.class);
        COMMANDS.put("downgrade", DowngradeCommand.class);
        COMMANDS.put("current", CurrentCommand.class);
        COMMANDS.put("history", HistoryCommand.class);
        COMMANDS.put("heads", HeadsCommand.class);
        COMMANDS.put("show", ShowCommand.class);
        COMMANDS.put("stamp", StampCommand.class);
        COMMANDS.put("adopt", AdoptCommand.class);
        COMMANDS.put("repair", RepairCommand.class);
        COMMANDS.put("ensure-version", EnsureVersionCommand.class);
        COMMANDS.put("revision", DevelopmentOnly.class);
        COMMANDS.put("check", CheckDatabaseCommand.class);
        COMMANDS.put("verify", DevelopmentOnly.class);
        COMMANDS.put("lint", DevelopmentOnly.class);
        COMMANDS.put("renumber", DevelopmentOnly.class);
        COMMANDS.put("squash", DevelopmentOnly.class);
    }

    private final MigrateContext context;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print no progress.")
    boolean quiet;

    @Spec
    CommandSpec spec;

    private MigrateCommand(MigrateContext context) {
        this.context = context;
    }

    /**
     * @param arguments those after {@code migrate}
     * @param development the commands that only a checkout has, by their names; empty in production
     */
    public static CommandLine commandLine(
            MigrateContext context,
            List<String> arguments,
            Map<String, Class<? extends MigrateSubcommand>> development) {
        var commands = new LinkedHashMap<>(COMMANDS);
        commands.putAll(development);
        var asked = arguments.isEmpty() ? "" : arguments.get(0);
        if (OtherWayCommand.ANSWERS.containsKey(asked)) {
            commands.put(asked, OtherWayCommand.class);
        } else if (asked.equals("ensure_version")) {
            commands.put(asked, EnsureVersionCommand.class);
        }
        var line = SubcommandLoader.add(new CommandLine(new MigrateCommand(context)), commands, arguments);
        line.getSubcommands()
                .values()
                .forEach(command -> command.getCommandSpec().versionProvider(new ProgramVersion()));
        return line;
    }

    MigrateContext context() {
        return context;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command, such as: migrate current");
    }
}
