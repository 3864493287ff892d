package co.getanswers.platform;

import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/**
 * Adds subcommands to a command, only the one that is asked for if it is known: reading the options of all of them
 * takes longer than most of them run.
 */
public final class SubcommandLoader {
    private SubcommandLoader() {}

    /**
     * @param commands by their names, in the order in which help lists them; a class, an object, or a command line
     * @param arguments of the command; all subcommands are added if the first is not the name of one
     */
    public static CommandLine add(CommandLine to, Map<String, ?> commands, List<String> arguments) {
        var asked = arguments.isEmpty() ? null : commands.get(arguments.get(0));
        if (asked == null) {
            commands.forEach(to::addSubcommand);
        } else {
            to.addSubcommand(arguments.get(0), asked);
        }
        return to;
    }
}
