package co.getanswers;

import co.getanswers.intake.ImportCommand;
import co.getanswers.mailbox.AccountsCommand;
import co.getanswers.platform.Environment;
import co.getanswers.platform.InvalidSetting;
import co.getanswers.platform.ProgramVersion;
import co.getanswers.platform.SubcommandLoader;
import co.getanswers.schema.ClearTextCredentials;
import co.getanswers.schema.Revisions;
import co.getanswers.schema.cli.MigrateCommand;
import co.getanswers.schema.cli.MigrateContext;
import co.getanswers.schema.cli.MigrateSubcommand;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program's entry: the command line, and the checks before the framework starts. */
@QuarkusMain
@Command(
        name = "getanswers",
        description = "Reads mail, proposes actions, and lets a person decide. Without a command it serves the"
                + " REST API.",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class)
public class GetAnswers {
    public static void main(String... args) {
        main(Map.of(), args);
    }

    /** @param development the commands of {@code migrate} that only a checkout has */
    static void main(Map<String, Class<? extends MigrateSubcommand>> development, String... args) {
        var code = run(development, args);
        if (code != 0) {
            System.exit(code);
        }
    }

    /** Runs a role without picocli if the arguments are a role alone: its class files fit no cache. */
    private static int run(Map<String, Class<? extends MigrateSubcommand>> development, String... args) {
        try {
            var role = RoleCommand.parse(args, System.getenv());
            return role.isPresent()
                    ? role.get().call()
                    : commandLine(List.of(args), development).execute(args);
        } catch (InvalidSetting invalid) {
            return refuse(new PrintWriter(System.err, true), invalid);
        }
    }

    private static int refuse(PrintWriter err, InvalidSetting invalid) {
        err.println("FAILED: " + invalid.getMessage());
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static CommandLine commandLine(
            List<String> arguments, Map<String, Class<? extends MigrateSubcommand>> development) {
        var commands = new LinkedHashMap<String, Object>();
        commands.put("serve", RoleCommand.Serve.class);
        commands.put("worker", RoleCommand.Worker.class);
        commands.put("scheduler", RoleCommand.Scheduler.class);
        commands.put("import", ImportCommand.class);
        commands.put("accounts", AccountsCommand.class);
        commands.put("health", HealthCommand.class);
        if (!arguments.isEmpty() && !commands.containsKey(arguments.get(0))) {
            commands.put("migrate", migrate(arguments.subList(1, arguments.size()), development));
        }
        var line = SubcommandLoader.add(new CommandLine(new GetAnswers()), commands, arguments);
        return line.setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof InvalidSetting invalid) {
                return refuse(command.getErr(), invalid);
            }
            throw failure;
        });
    }

    private static CommandLine migrate(
            List<String> arguments, Map<String, Class<? extends MigrateSubcommand>> development) {
        disableLogging();
        // A script that is printed is in UTF-8, whatever the terminal's locale.
        return MigrateCommand.commandLine(
                        new MigrateContext(
                                memoize(Environment::migrationDatabaseUrl),
                                memoize(Revisions::packaged),
                                () -> ClearTextCredentials.of(System.getenv())),
                        arguments,
                        development)
                .setOut(new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8)));
    }

    /**
     * Turns logging off, because commands print their messages. The launcher has set the framework's log manager, which
     * starts slowly and creates a record of everything.
     */
    private static void disableLogging() {
        System.clearProperty("java.util.logging.manager");
        Logger.getLogger("").setLevel(Level.OFF);
    }

    private static <T> Supplier<T> memoize(Supplier<T> supplier) {
        var cached = new ArrayList<T>(1);
        return () -> {
            if (cached.isEmpty()) {
                cached.add(supplier.get());
            }
            return cached.get(0);
        };
    }
}
